"""When a post is approved at its team's pace, in words, and what can be done when that is too late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from wellspoken.rooms.people.models import Team
from wellspoken.rooms.review.forecast import LEAST, Forecast, Kind
from wellspoken.rooms.review.models import ReviewRequest
from wellspoken.rooms.review.selectors.paces import Asked, foresee, paces
from wellspoken.web.frame import clock

QUARTER = timedelta(minutes=15)
_START = datetime(2000, 1, 1, tzinfo=UTC)
#: kind -> tone of the design system
TONES = {
    Kind.SURE: "ok",
    Kind.TIGHT: "review",
    Kind.LATE: "block",
    Kind.LONG: "review",
    Kind.MISSED: "block",
    Kind.UNKNOWN: "",
    Kind.UNTIMED: "",
}
_SENTENCES: dict[Kind, Any] = {
    Kind.SURE: gettext_lazy("At this team's pace it is approved at about %(at)s, in time."),
    Kind.TIGHT: gettext_lazy(
        "At this team's pace it is approved at about %(at)s, in time. But one in five takes until %(safe)s or longer, "
        "and that is after its time."
    ),
    Kind.LATE: gettext_lazy("At this team's pace it is approved at about %(at)s: %(late)s after its time."),
    Kind.LONG: gettext_lazy("It has waited longer than nearly all others, so nobody can say when it is approved."),
    Kind.MISSED: gettext_lazy(
        "Its time has passed without an approval. It does not go out by itself: once it is approved, it asks for a new "
        "time."
    ),
    Kind.UNKNOWN: gettext_lazy(
        "When it is approved is not known: it takes %(least)s decisions of this team in 90 days to tell."
    ),
    Kind.UNTIMED: gettext_lazy("At this team's pace it is approved at about %(at)s."),
}
#: kind -> a word or two for lists
_SHORT: dict[Kind, Any] = {
    Kind.TIGHT: pgettext_lazy("forecast of a review", "may be approved too late"),
    Kind.LATE: pgettext_lazy("forecast of a review", "approved %(late)s too late at this pace"),
    Kind.LONG: pgettext_lazy("forecast of a review", "waits longer than usual"),
    Kind.MISSED: pgettext_lazy("forecast of a review", "not approved in time"),
}


def sentence(found: Forecast, team: Team) -> str:
    """What the forecast says; times are those of the team's clock."""
    return str(_SENTENCES[found.kind]) % _values(found, team)


def short(found: Forecast) -> str:
    """The same in a few words, for lists; "" while nobody needs to do anything."""
    late = clock.duration(found.late.total_seconds())
    return str(_SHORT[found.kind]) % {"late": late} if found.kind in _SHORT else ""


def _values(found: Forecast, team: Team) -> dict[str, str]:
    return {
        "at": _when(found.at, team),
        "safe": _when(found.safe, team),
        "late": clock.duration(found.late.total_seconds()),
        "least": clock.number(LEAST),
    }


def _when(at: datetime | None, team: Team) -> str:
    """About when: to the nearest quarter of an hour."""
    return clock.when(at + QUARTER / 2 - (at + QUARTER / 2 - _START) % QUARTER, team) if at is not None else ""


def of_requests(requests: Iterable[ReviewRequest]) -> Mapping[int, dict[str, str]]:
    """Open requests (their `post` at hand) whose forecast is troubled: key -> tone and words. One query."""
    rows = list(requests)
    now = timezone.now()
    known = paces({row.post.team_id for row in rows}, now)
    found = {row.pk: foresee(Asked.of(row.post, row.asked_at), now, known) for row in rows}
    told = {pk: one for pk, one in found.items() if one.troubled and one.kind != Kind.MISSED}  # that is said already
    return {pk: {"tone": TONES[one.kind], "words": short(one)} for pk, one in told.items()}
