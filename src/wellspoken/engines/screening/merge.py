"""Puts findings in order and folds those that say the same about the same words."""

from collections.abc import Iterable
from dataclasses import replace

from wellspoken.engines.screening.entity import LABELS
from wellspoken.engines.screening.finding import SEVERITIES, Finding, Span
from wellspoken.engines.screening.registry import all_rules

# Families that say the same of the same words: a promise is a claim and an absolute at once.
_CLAIMS = frozenset(("promo", "absolute"))
_NEAR = 8  # findings are in order of place, so that another about the same words is never far
_EVERYBODY = 1000
_RANK = {severity: index for index, severity in enumerate(SEVERITIES)}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Worst first, then by place, national law before general.

    Of one family on the same words only the worst stays, the longest first.
    """
    ranked = sorted(findings, key=lambda f: (_RANK[f.severity], f.start - f.end, f.start, _breadth(f), f.rule))
    kept: dict[str, list[Finding]] = {}
    seen: dict[str, set[int]] = {}
    for finding in ranked:
        places = seen.setdefault(finding.family + _beside_text(finding), set())
        mine = range(finding.start, max(finding.end, finding.start + 1))
        if places.issuperset(mine) and finding.rule != "SYS-1":
            continue
        kept.setdefault(finding.family, []).append(finding)
        if finding.end - finding.start <= 400:
            places.update(mine)
    flat = [f for group in kept.values() for f in group]
    flat.sort(key=lambda f: (_RANK[f.severity], f.start, not _national(f), f.end, f.rule))
    return tuple(_joined(flat))


def _breadth(finding: Finding) -> int:
    """For how many countries the finding's rule is law; a rule for everybody comes last, the most precise first."""
    rule = all_rules().get(finding.rule)
    return len(rule.countries) or _EVERYBODY if rule else _EVERYBODY


def _beside_text(finding: Finding) -> str:
    """Tells findings about pictures apart, which all stand at the same place; empty for findings about words."""
    name = finding.message.params.get("name")
    return f"|{finding.message.key}|{name}" if finding.start == finding.end and name else ""


def worst_first(about_text: Iterable[Finding], about_pictures: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings about the text and about its pictures as one list; of the same severity the text's come first."""
    return tuple(sorted((*about_text, *about_pictures), key=lambda f: _RANK[f.severity]))


def _national(finding: Finding) -> bool:
    """Whether the law of one country stands behind the finding."""
    rule = all_rules().get(finding.rule)
    return rule is not None and bool(rule.countries)


def _joined(findings: list[Finding]) -> list[Finding]:
    """Claims about the same words side by side: the first (stricter, national) names every source, the rest name it."""
    out: list[Finding] = []
    for finding in findings:
        at = next((i for i in range(max(0, len(out) - _NEAR), len(out)) if _same_claim(out[i], finding)), None)
        if at is None:
            out.append(finding)
            continue
        first = out[at]
        if finding.citation not in first.citation:
            out[at] = replace(first, citation=f"{first.citation}; {finding.citation}")
        after = at + 1
        while after < len(out) and out[after].same_as == first.rule:
            after += 1
        out.insert(after, replace(finding, same_as=first.rule) if finding.severity == first.severity else finding)
    return out


def _same_claim(first: Finding, second: Finding) -> bool:
    """Whether both are claims, of different families, and the words of one lie inside those of the other."""
    if first.same_as or {first.family, second.family} != _CLAIMS:
        return False
    inside = first.start <= second.start and second.end <= first.end
    return first.end > first.start and (inside or (second.start <= first.start and first.end <= second.end))


def spans_of(findings: Iterable[Finding]) -> tuple[Span, ...]:
    """Identifiers among privacy findings that are more than advice, each place once."""
    meant = (f for f in findings if f.family == "privacy" and f.severity != "advise")
    found = {(f.start, f.end): f.label for f in meant if f.label in LABELS and f.end > f.start}
    return tuple(Span(start, end, label) for (start, end), label in sorted(found.items()))
