"""What the judge does with its scores: adds a finding, makes one weightier, or turns soft ones into advice.

It never touches numbers with checksums, names that the text itself ties to care, findings about danger, or locked
rules; and it speaks only for rules that were asked about this text. Thresholds: data/thresholds.txt, from
cross-validation (scripts/train_judge.py).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp
from typing import TYPE_CHECKING

from wellspoken.engines.screening.finding import Finding, MessageRef
from wellspoken.engines.screening.learned.model import Model, model
from wellspoken.engines.screening.learned.signals import Signals
from wellspoken.engines.screening.learned.words import KEY
from wellspoken.engines.screening.locked import LOCKED
from wellspoken.engines.screening.register.triggers import agreed
from wellspoken.engines.screening.registry import all_rules

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

TRUTH = frozenset(("source", "absolute", "misinfo"))
FAMILIES = {
    "danger-adverse": frozenset(("promo",)),
    "privacy": frozenset(("privacy", "danger")),
    "promo": frozenset(("promo",)),
    "truth": TRUTH,
}
_HARD = frozenset(("SSN", "NATIONAL_ID", "MRN", "HEALTH_PLAN_ID", "IP", "FACE"))
_STOPS = ("block", "review")
_SILENCED = ("promo", "truth")
_LONGEST = 240
_NEVER = 99.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A document, what the rules found, and the log odds of each head.

    `asked` are the rules that looked at the text, `settled` the severities that the organisation has chosen itself.
    """

    doc: "Document"
    findings: Sequence[Finding]
    asked: Collection[str]
    settled: Mapping[str, str]
    signals: Signals
    told: dict[str, float]

    def limit(self, head: str, what: str) -> float:
        """The log odds from which (or, for "clean", below which) the judge acts."""
        return thresholds().get((head, self.doc.reads, what), -_NEVER if what == "clean" else _NEVER)

    def stops(self, families: Collection[str]) -> list[Finding]:
        """Findings of these families that hold the text back."""
        return [f for f in self.findings if f.family in families and f.severity in _STOPS]


@cache
def thresholds() -> dict[tuple[str, str, str], float]:
    """Limits by head, language and what is done."""
    text = resources.files(__package__).joinpath("data", "thresholds.txt").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {(head, lang, what): float(value) for head, lang, what, value in rows}


def judge(
    doc: "Document", findings: Sequence[Finding], asked: Collection[str], settled: Mapping[str, str]
) -> list[Finding]:
    """The findings as the judge leaves them. Raises BrokenJudge when the model is missing or damaged."""
    weights, signals = model(), Signals(doc, findings)
    told = dict(zip(weights.heads, weights.judge(signals).tolist(), strict=True))
    case = Judged(doc, findings, asked, settled, signals, told)
    out = _silenced(case, _lowered(case))
    heads = ("danger", "danger-adverse") if doc.incoming else ("promo", "truth")
    for head in ("privacy", *heads):
        out += _added(case, head, weights)
    return _raised(case, out)


def _lowered(case: Judged) -> list[Finding]:
    """Findings that ask for a look become advice when the judge is sure that the text is clean; stops stay stops."""
    stops = case.stops({"privacy"})
    if not stops or case.told["privacy"] >= case.limit("privacy", "clean") or any(_hard(case, f) for f in stops):
        return list(case.findings)
    return [replace(f, severity="advise") if f in stops else f for f in case.findings]


def _silenced(case: Judged, findings: list[Finding]) -> list[Finding]:
    """Looks that rules of promotion and truth ask for become advice when the judge is sure that nothing is claimed."""
    for head in () if case.doc.incoming else _SILENCED:
        stops = case.stops(FAMILIES[head])
        fixed = any(f.severity == "block" or f.rule in LOCKED or f.rule in case.settled or _study(f) for f in stops)
        if stops and not fixed and case.told[head] < case.limit(head, "clean"):
            findings = [replace(f, severity="advise") if f in stops else f for f in findings]
    return findings


def _study(finding: Finding) -> bool:
    """Whether it is about recruiting for research: what is missing there is plain to see."""
    return finding.rule.startswith("RES-")


def _hard(case: Judged, finding: Finding) -> bool:
    """Whether no model may doubt the finding."""
    doc = case.doc
    if finding.severity == "block" or finding.rule in LOCKED or finding.rule in case.settled or finding.label in _HARD:
        return True
    if finding.label != "PERSON":
        return False
    start = finding.start
    people = [p for p in doc.labelled("PERSON") if doc.norm.span(p.start, p.end)[0] == start]
    return any(doc.subjects.ties(person) for person in people)


def _added(case: Judged, head: str, weights: Model) -> list[Finding]:
    """A finding where no rule holds the text back and the judge is confident."""
    if head == "privacy" and case.doc.ctx.consents:
        return []  # what a linked authorization covers is for rules to say
    if head in ("promo", "truth") and _of_a_patient(case):
        return []  # the text has to be written anew without the patient, and is then looked at again
    families = FAMILIES.get(head, frozenset(("danger", "suicide")))
    if case.told[head] < case.limit(head, "add") or case.stops(families) or not case.doc.tokens:
        return []
    if head == "privacy" and agreed(case.doc):
        return []  # somebody agreed to be told of; whom the consent does not name, the rules look at
    rule = next((rule for rule in _rules(case, head) if rule in case.asked), "")
    if not rule:
        return []
    block = f"{head}-block" in case.told and case.told[f"{head}-block"] >= case.limit(f"{head}-block", "block")
    return [_finding(case, head, rule, "block" if block and not case.doc.incoming else "review", weights)]


def _of_a_patient(case: Judged) -> bool:
    """Whether the text is stopped because of a patient, or would be if the organisation had not decided otherwise."""
    stopped = any(f.severity == "block" for f in case.stops({"privacy"}))
    return stopped or (case.doc.subjects.tied and not case.doc.subjects.released)


def _rules(case: Judged, head: str) -> Iterator[str]:
    """The rules a finding of this head may stand for, the fittest first."""
    doc = case.doc
    if head == "privacy":
        named = any(person.start not in case.signals.staff for person in doc.labelled("PERSON"))
        yield from ("HIPAA-REPLY-1",) if doc.talking else ()
        yield "HIPAA-ID-A" if named or doc.incoming else "HIPAA-DEID-1"
    elif head == "promo":
        known = any(product.prescription for product in doc.ctx.profile.products)
        yield from ("FDA-1", "NO-RX-1") if known else ()
        yield from ("NO-13", "ID-UUPK-1", "FTC-1", "UK-CAP-12")
    elif head == "truth":
        yield _likeliest(case, {"truth-absolute": "ABS-1", "truth-misinfo": "MIS-4", "truth-source": "LINK-1"})
    elif head == "danger-adverse":
        yield "AE-1"
    else:
        yield _likeliest(case, {"danger-self": "SUI-4", "danger-emergency": "SAFE-3", "danger-abuse": "SAFE-1"})


def _likeliest(case: Judged, rules: Mapping[str, str]) -> str:
    """The rule of the head with the highest score."""
    return rules[max(rules, key=lambda head: case.told[head])]


def _finding(case: Judged, head: str, rule_id: str, severity: str, weights: Model) -> Finding:
    """A finding about the sentence that says most."""
    doc, rule = case.doc, all_rules()[rule_id]
    start, end = _place(case, head, weights)
    key = f"{KEY}#{head}-in" if head == "privacy" and doc.incoming else f"{KEY}#{head}"
    severity = case.settled.get(rule_id, severity)
    return Finding(
        rule=rule_id,
        family=rule.family,
        severity=severity,
        start=start,
        end=end,
        label="QUASI" if head == "privacy" else head.upper(),
        message=MessageRef(key, {"text": doc.ctx.text[start:end][:80]}),
        advice=key,
        citation=rule.citation_for(doc.countries),
        confidence=round(1 / (1 + exp(-min(9.0, case.told[head]))), 2),
    )


def _place(case: Judged, head: str, weights: Model) -> tuple[int, int]:
    """The sentence whose pairs speak most for this head, in the text as given."""
    column = weights.heads.index(head)
    said = [
        (float(weights.weights[sorted(weights.of_sentence(numbers)), column].sum()), -number)
        for number, numbers in case.signals.sentences()
    ]
    sentence = case.doc.sentences[max(0, -max(said)[1])]
    return case.doc.norm.span(sentence.start, min(sentence.end, sentence.start + _LONGEST))


def _raised(case: Judged, findings: list[Finding]) -> list[Finding]:
    """The weightiest finding about privacy blocks when rules only ask for a look and the judge is sure of more."""
    levels = {f.severity for f in findings if f.family == "privacy"}
    sure = case.told["privacy-block"] >= case.limit("privacy-block", "raise")
    if not sure or "block" in levels or "review" not in levels or case.doc.incoming or case.doc.subjects.released:
        return findings
    at = next(i for i, f in enumerate(findings) if f.family == "privacy" and f.severity == "review")
    if findings[at].rule in case.settled:
        return findings
    return [*findings[:at], replace(findings[at], severity="block"), *findings[at + 1 :]]
