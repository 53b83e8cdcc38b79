"""Puts findings in order and folds those that say the same about the same words."""

from collections.abc import Iterable

from wellspoken.engines.screening.entity import LABELS
from wellspoken.engines.screening.finding import SEVERITIES, Finding, Span

_RANK = {severity: index for index, severity in enumerate(SEVERITIES)}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Worst first, then by place. Of one family on the same words only the worst stays, the longest first."""
    ranked = sorted(findings, key=lambda f: (_RANK[f.severity], f.start - f.end, f.start, f.rule))
    kept: dict[str, list[Finding]] = {}
    seen: dict[str, set[int]] = {}
    for finding in ranked:
        places = seen.setdefault(finding.family, set())
        mine = range(finding.start, max(finding.end, finding.start + 1))
        if places.issuperset(mine) and finding.rule != "SYS-1":
            continue
        kept.setdefault(finding.family, []).append(finding)
        if finding.end - finding.start <= 400:
            places.update(mine)
    flat = [f for group in kept.values() for f in group]
    return tuple(sorted(flat, key=lambda f: (_RANK[f.severity], f.start, f.end, f.rule)))


def spans_of(findings: Iterable[Finding]) -> tuple[Span, ...]:
    """Identifiers among privacy findings, each place once."""
    found = {
        (f.start, f.end): f.label for f in findings if f.family == "privacy" and f.label in LABELS and f.end > f.start
    }
    return tuple(Span(start, end, label) for (start, end), label in sorted(found.items()))
