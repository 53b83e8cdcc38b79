"""Findings about the writing, the codes and the name of each picture, by the same rules as the text it goes with.

Writing in a picture is judged twice: alone, as a band, a board or a card whose layout says whose data it is, and
behind the text, so that rules about claims and links read both together.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from wellspoken.engines.screening.context import Context, MediaItem
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.finding import Finding
from wellspoken.engines.screening.images.whose import PictureDocument
from wellspoken.engines.screening.rule import Hit

#: turns hits of a rule (by id) into findings; gives nothing for a rule that is switched off
Judge = Callable[[str, Iterable[Hit], Document], list[Finding]]
#: all findings of all rules about a document
JudgeAll = Callable[[Document], list[Finding]]

LONGEST = 20_000
#: rules that ask for something to be there (a source, a crisis line) are about the text, not about its pictures
_ABOUT_WORDS = frozenset(("privacy", "danger", "promo", "stigma", "suicide", "absolute", "misinfo", "links", "own"))
_RULES = {
    "PERSON": "HIPAA-ID-A",
    "LOCATION": "HIPAA-ID-B",
    "DATE": "HIPAA-ID-C",
    "PHONE": "HIPAA-ID-D",
    "EMAIL": "HIPAA-ID-F",
    "SSN": "HIPAA-ID-G",
    "NATIONAL_ID": "HIPAA-ID-G",
    "MRN": "HIPAA-ID-H",
    "OTHER_ID": "HIPAA-ID-H",
    "HEALTH_PLAN_ID": "HIPAA-ID-I",
    "ACCOUNT": "HIPAA-ID-J",
    "LICENSE": "HIPAA-ID-K",
    "DEVICE_ID": "HIPAA-ID-M",
}
_BETWEEN = re.compile(r"[_\-.+]+")
_LINK = re.compile(r"(?i)^(?:https?://|www\.)\S+$")


def in_pictures(ctx: Context, judge: Judge, judge_all: JudgeAll) -> list[Finding]:
    """Findings about every picture of `ctx`; their start and end are the end of the text."""
    found: list[Finding] = []
    for item in ctx.media:
        fresh = [*_by_layout(ctx, item, judge), *_by_name(ctx, item, judge), *_together(ctx, item, judge_all)]
        found += _once(replace(f, start=len(ctx.text), end=len(ctx.text), fix=None, picture=item.name) for f in fresh)
    return found


def _by_layout(ctx: Context, item: MediaItem, judge: Judge) -> Iterator[Finding]:
    """Patients' identifiers that the picture shows by itself."""
    if item.ocr_text.strip():
        doc = PictureDocument(_alone(ctx, item.ocr_text))
        yield from _judged(doc, doc.leaks(), judge, "")
        yield from _judged(doc, doc.unsure(), judge, "review")


def _by_name(ctx: Context, item: MediaItem, judge: Judge) -> Iterator[Finding]:
    """Identifiers in the name of the file: "xray_MRN448812.png"."""
    stem = re.split(r"[\\/]", item.name)[-1].rsplit(".", 1)[0]
    words = _BETWEEN.sub(" ", stem).strip()
    if not words:
        return
    doc = PictureDocument(_alone(ctx, words))
    sure = [e for e in doc.everything if e.label in ("SSN", "NATIONAL_ID", "MRN", "HEALTH_PLAN_ID")]
    yield from _judged(doc, sure, judge, "")
    people = (e for e in doc.everything if e.label == "PERSON" and e.kind in ("known", "titled") and not doc.works(e))
    yield from _judged(doc, people, judge, "" if sure else "review")


def _alone(ctx: Context, text: str) -> Context:
    """The writing as a text of its own, in the same house."""
    return replace(ctx, text=text[:LONGEST], media=(), parent="", surface="post")


def _judged(doc: Document, entities: Iterable[Entity], judge: Judge, severity: str) -> Iterator[Finding]:
    for entity in entities:
        rule = _RULES.get(entity.label)
        if rule:
            hit = Hit(entity.start, entity.end, entity.label, severity=severity or "block", confidence=entity.score)
            yield from judge(rule, [hit], doc)


def _together(ctx: Context, item: MediaItem, judge_all: JudgeAll) -> Iterator[Finding]:
    """What the rules say of the picture's words when they are read behind the text."""
    links = [text for _, text in item.codes if _LINK.match(text)]
    shown = "\n".join([item.ocr_text[:LONGEST], *links]).strip()
    if not shown:
        return
    begins = len(ctx.text) + 2
    for finding in judge_all(Document(replace(ctx, text=f"{ctx.text}\n\n{shown}", media=()))):
        broken = finding.family == "system" and finding.message.params.get("why") != "script"
        if broken or (finding.start >= begins and finding.family in _ABOUT_WORDS):
            yield finding


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """The first finding of each rule about the same words; worse ones come first."""
    kept: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = (finding.rule, " ".join(finding.words.casefold().split()))
        if key not in kept or (finding.severity == "block" and kept[key].severity != "block"):
            kept[key] = finding
    return list(kept.values())
