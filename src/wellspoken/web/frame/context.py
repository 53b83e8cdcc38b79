"""What the frame shows on every page: at most three queries (rights, posts to review, signals), none when unused."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.text import capfirst

from wellspoken.rooms.compliance.audit import MOODS
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.notices import Notice, Signals, signals
from wellspoken.rooms.publishing.selectors import Beat
from wellspoken.rooms.review.selectors import waiting
from wellspoken.web.frame.nav import Link, links


class Mood(NamedTuple):
    """A crisis or grief that lasts: its word in the reader's language; the team it lasts for, "" for everybody."""

    word: str
    team: str


class Frame:
    """The frame of one request; each part is worked out when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        user = getattr(request, "user", None)
        self.user = user if isinstance(user, User) else None

    @property
    def layout(self) -> str:
        """The page around an answer: the frame for people who are signed in."""
        return "base.html" if self.user else "base_plain.html"

    @property
    def organisation(self) -> str:
        """The organisation's name: kept in the session since sign-in, loaded by the middleware before it."""
        if self.user is None:
            return str(getattr(self.request, "organisation", None) or "")
        return str(self.request.session.get("organisation", ""))

    @property
    def sample(self) -> bool:
        """Whether this installation shows the sample hospital (known since sign-in)."""
        return bool(self.user and self.request.session.get("sample"))

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self.user.theme if self.user else "system"

    @cached_property
    def links(self) -> list[Link]:
        """The places this person may use."""
        if self.user is None:
            return []
        return links(rights_of(self.user), self.request.path, {"reviews": self._to_review()})

    @property
    def bar(self) -> list[Link]:
        """Places on the phone's bar."""
        return [link for link in self.links if link.place.bar]

    @property
    def more(self) -> list[Link]:
        """Places under More on a phone."""
        return [link for link in self.links if not link.place.bar]

    @cached_property
    def signals(self) -> Signals | None:
        """Heartbeat of delivery and what everybody should know, for people who are signed in."""
        return signals(self.user) if self.user else None

    @property
    def beat(self) -> Beat | None:
        """The delivery worker's heartbeat, for people who are signed in."""
        return self.signals.beat if self.signals else None

    @property
    def held(self) -> list[Notice]:
        """The holds that stand over something this person sees, oldest first."""
        return self.signals.of("hold") if self.signals else []

    @property
    def moods(self) -> list[Mood]:
        """The crises and griefs that last for somebody this person sees, in words."""
        found = self.signals.of("mood") if self.signals else []
        return [Mood(capfirst(str(MOODS[notice.detail])), notice.name) for notice in found]

    @property
    def may_hold(self) -> bool:
        """Whether this person may hold something back."""
        return self.user is not None and rights_of(self.user).has(Right.HOLD)

    def _to_review(self) -> int:
        if self.user is None or not rights_of(self.user).has(Right.REVIEW):
            return 0
        return waiting(self.user)


def frame_of(request: HttpRequest) -> Frame:
    """The frame of a request, the same one for the view and for its template."""
    made: Frame | None = getattr(request, "wellspoken_frame", None)
    if made is None:
        made = Frame(request)
        request.wellspoken_frame = made  # type: ignore[attr-defined]
    return made


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the frame."""
    return {"frame": frame_of(request)}
