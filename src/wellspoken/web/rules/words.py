"""What the rule pages say of changes and of trials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from wellspoken.rooms.compliance.audit import KINDS
from wellspoken.rooms.compliance.drafts import Change
from wellspoken.rooms.compliance.models import Trial
from wellspoken.rooms.compliance.naming import rule_names
from wellspoken.web.rules.forms import severity_name

#: kind of change of a post's verdict -> tone, heading
TRIED: Mapping[str, tuple[str, Any]] = {
    "blocked": ("block", gettext_lazy("Newly stopped")),
    "reviewed": ("review", gettext_lazy("Newly for review")),
    "eased": ("review", gettext_lazy("For review instead of stopped")),
    "freed": ("ok", gettext_lazy("Nothing found any more")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One change of the draft in words: which thing, for whom, from what to what ("" : not there), and why."""

    name: str
    what: str
    team: str
    before: str
    after: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Posts whose verdict changes in one way: how many, and the first of them by name."""

    tone: str
    title: str
    count: int
    posts: list[dict[str, Any]]

    @property
    def more(self) -> int:
        """How many are counted but not named."""
        return self.count - len(self.posts)


def rule_words(changes: list[Change]) -> list[Line]:
    """The changes as lines."""
    names = rule_names(get_language() or "en")
    return [_line(change, names) for change in changes]


def _line(change: Change, names: Mapping[str, str]) -> Line:
    row = change.after or change.before
    what, before, after = _values(change, names)
    return Line(
        name=str(KINDS[change.name]) if change.kind == "exemption" else change.name,
        what=what,
        team=change.team.name if change.team else _("the whole organisation"),
        before=before,
        after=after,
        why=getattr(row, "reason", ""),
        by=row.by.name if row.by else "",
    )


def _values(change: Change, names: Mapping[str, str]) -> tuple[str, str, str]:
    before, after = change.before, change.after
    row = after or before
    if change.kind == "choice":
        delivered = severity_name("default")
        was = severity_name(before.severity) if before else delivered
        return names.get(change.name, ""), was, severity_name(after.severity) if after else delivered
    if change.kind == "term":
        return row.message, _term(before), _term(after)
    return row.value, _("exempt") if before else "", _("exempt") if after else ""


def _term(row: Any) -> str:
    if row is None:
        return ""
    said = _("“%(pattern)s”: %(severity)s") % {"pattern": row.pattern, "severity": severity_name(row.severity)}
    return f"{said} → {row.replacement}" if row.replacement else said


def kinds_of_change(trial: Trial) -> list[Kind]:
    """The result of a trial by kind, those with posts only."""
    found = []
    names = rule_names(get_language() or "en")
    for code, (tone, title) in TRIED.items():
        count = int(trial.counts.get(code, 0))
        if count:
            posts = [
                {**row, "rules": [names.get(r, r) for r in row["rules"]]} for row in trial.found if row["kind"] == code
            ]
            found.append(Kind(tone, str(title), count, posts))
    return found
