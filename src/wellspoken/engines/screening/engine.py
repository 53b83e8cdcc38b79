"""Runs the rules over a text. Never raises: what cannot be screened is blocked and said so."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from wellspoken.engines.screening.context import Context
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.finding import Finding, Fix, MessageRef, Result, Span
from wellspoken.engines.screening.merge import in_order, spans_of
from wellspoken.engines.screening.registry import PACKS, all_rules, content_hash
from wellspoken.engines.screening.rule import Hit, Rule

MAX_LENGTH = 200_000
SYSTEM_RULE = "SYS-1"
_LEVELS = frozenset(("block", "review", "advise", "off"))


class Engine:
    """A choice of rule packs with the organisation's changes to severities.

    `packs` are of us, no, id, who; `overrides` maps rule ids to block, review, advise or off. A pack or severity
    that does not exist makes every screening a blocking SYS-1 finding, because then nobody knows what was checked.
    """

    def __init__(self, packs: Sequence[str] = PACKS, overrides: Mapping[str, str] | None = None) -> None:
        """Choose the rules; loading them happens on first use."""
        self.packs = tuple(packs)
        self.overrides = dict(overrides or {})

    def screen(self, ctx: Context) -> Result:
        """Screen one text."""
        try:
            return self._screen(ctx)
        except Exception as error:  # noqa: BLE001 - the promise is to fail closed, whatever goes wrong
            return _failed(ctx, type(error).__name__, self._version())

    def _screen(self, ctx: Context) -> Result:
        wrong = [p for p in self.packs if p not in PACKS] + [v for v in self.overrides.values() if v not in _LEVELS]
        if wrong or not self.packs:
            return _failed(ctx, f"unknown setting {wrong[:1]}", self._version())
        if len(ctx.text) > MAX_LENGTH:
            return _failed(ctx, f"longer than {MAX_LENGTH} characters", self._version())
        doc = Document(ctx)
        findings: list[Finding] = []
        checked: list[str] = []
        skipped: list[tuple[str, str]] = []
        for rule in all_rules().values():
            why = self._why_not(rule, doc)
            if why:
                skipped.append((rule.id, why))
                continue
            found = self._apply(rule, doc)
            findings += found
            checked.append(rule.id)
        kept = in_order(findings)
        return Result(_verdict(kept), kept, spans_of(kept), tuple(checked), tuple(skipped), doc.lang, self._version())

    def _why_not(self, rule: Rule, doc: Document) -> str:
        if not set(rule.packs) & set(self.packs):
            return "pack not chosen"
        if self.overrides.get(rule.id) == "off":
            return "switched off"
        return rule.why_not(doc)

    def _apply(self, rule: Rule, doc: Document) -> list[Finding]:
        """What one rule finds; a rule that breaks becomes a blocking finding of its own."""
        try:
            return [self._finding(rule, hit, doc) for hit in rule.check(doc)]
        except Exception as error:  # noqa: BLE001 - fail closed: a broken rule must not look like a clean text
            return [_system(doc.ctx, f"{rule.id}: {type(error).__name__}")]

    def _finding(self, rule: Rule, hit: Hit, doc: Document) -> Finding:
        start, end = doc.norm.span(hit.start, hit.end)
        key = f"{rule.id}#{hit.variant}" if hit.variant else rule.id
        fix = None
        if hit.fix:
            low = hit.start if hit.fix.start is None else hit.fix.start
            high = hit.end if hit.fix.end is None else hit.fix.end
            whole = doc.norm.span(low, high)
            fix = Fix(*whole, _as_first(doc.ctx.text, whole[0], hit.fix.text), hit.fix.label)
        return Finding(
            rule=rule.id,
            family=rule.family,
            severity=self.overrides.get(rule.id) or hit.severity or rule.severity,
            start=start,
            end=end,
            label=hit.label,
            message=MessageRef(key, {"text": doc.ctx.text[start:end][:80], **hit.params}),
            advice=key,
            citation=rule.citation_for(doc.countries),
            fix=fix,
            confidence=hit.confidence,
        )

    def _version(self) -> str:
        """Rules, data and this choice of them as one short name."""
        choice = repr((self.packs, sorted(self.overrides.items()))).encode()
        return f"{content_hash()}-{hashlib.blake2b(choice, digest_size=4).hexdigest()}"


def _as_first(text: str, start: int, words: str) -> str:
    """`words` with a capital where they begin a sentence or a line whose first letter was one."""
    before = text[:start].rstrip(" \t\"'“«(")
    begins = not before or before[-1] in ".!?…\n"
    return words[:1].upper() + words[1:] if begins and text[start : start + 1].isupper() else words


def _verdict(findings: Sequence[Finding]) -> str:
    levels = {f.severity for f in findings}
    return "block" if "block" in levels else "review" if "review" in levels else "ok"


def _system(ctx: Context, why: str) -> Finding:
    return Finding(
        SYSTEM_RULE,
        "system",
        "block",
        0,
        len(ctx.text),
        "TEXT",
        MessageRef(SYSTEM_RULE, {"why": why}),
        SYSTEM_RULE,
        "-",
    )


def _failed(ctx: Context, why: str, version: str) -> Result:
    """Nothing was screened: blocked, with the reason."""
    try:
        finding = _system(ctx, why)
    except Exception:  # noqa: BLE001 - not even a text: still blocked
        finding = _system(replace(Context(""), surface="post"), why)
    return Result("block", (finding,), (), (), (("*", "could not be screened"),), "", version)


@lru_cache(maxsize=64)
def engine_for(packs: tuple[str, ...] = PACKS, overrides: tuple[tuple[str, str], ...] = ()) -> Engine:
    """An engine for this choice, kept for the next caller."""
    return Engine(packs, dict(overrides))


__all__ = ["Engine", "Span", "engine_for"]
