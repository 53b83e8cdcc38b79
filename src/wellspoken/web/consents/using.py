"""Where a consent was used: posts with their places, and how far an end of every use has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy

from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import consenting
from wellspoken.rooms.publishing.models import Delivery, TakedownTask
from wellspoken.rooms.publishing.words import TONES, state_name
from wellspoken.web.compose.words import STATES
from wellspoken.web.posts.words import TONES as CLASSES

#: where something of a post can still be seen
PUBLIC = frozenset({"live", "withdrawing"})
#: nobody knows yet, or it is just leaving
ON_THE_WAY = frozenset({"sending", "unknown"})
DONE: dict[str, Any] = {
    "stopped": gettext_lazy("Stopped before it went out"),
    "public": gettext_lazy("Public: to be taken down"),
    "leaving": gettext_lazy("Being taken down"),
    "way": gettext_lazy("On its way: taken down as soon as it is out"),
    "down": gettext_lazy("Taken down"),
    "never": gettext_lazy("Never went out"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One channel on which a post is or was to be: `standing` is a key of DONE; `task` somebody must do it by hand."""

    delivery: Delivery
    standing: str
    task: int | None

    @property
    def said(self) -> str:
        """How far it is."""
        return str(DONE[self.standing])

    @property
    def state(self) -> str:
        """The delivery's state in words."""
        return state_name(self.delivery.state)

    @property
    def tone(self) -> str:
        """The class of its tag."""
        return CLASSES.get(TONES[self.delivery.state], "") if self.delivery.state in TONES else ""

    @property
    def url(self) -> str:
        """Where it can be seen, when that is a web address."""
        return self.delivery.url if self.delivery.url.startswith(("https://", "http://")) else ""


@dataclass(slots=True)
class Used:
    """A post that uses the consent. `may_act`: the reader may take it down."""

    post: Post
    word: Any
    may_act: bool
    places: list[Place] = field(default_factory=list)

    @property
    def public(self) -> bool:
        """Whether something of it can be seen and nobody has begun to take it down."""
        return any(place.standing == "public" for place in self.places)


def used(user: User, consent: Authorization, *, by_hand: bool = True) -> list[Used]:
    """Posts that use it or did, newest first, each with its places and tasks by hand; three queries."""
    posts = Post.objects.filter(revisions__consent_uses__consent=consent).distinct().order_by("-pk")[:200]
    found = {
        post.pk: Used(post, STATES[post.state], may(user, Right.TAKE_DOWN, post.team_id))
        for post in posts.select_related("team")
    }
    rows = list(consenting.using(consent).filter(post__in=found).defer("channel__secrets"))
    open_ones = TakedownTask.objects.filter(delivery__in=rows if by_hand else [], state="open")
    tasks = dict(open_ones.values_list("delivery_id", "pk"))
    for row in rows:
        found[row.post_id].places.append(Place(row, _standing(row), tasks.get(row.pk)))
    return list(found.values())


def _standing(row: Delivery) -> str:
    known = {"live": "public", "withdrawing": "leaving", "withdrawn": "down", "cancelled": "never"}
    return known.get(row.state, "way" if row.state in ON_THE_WAY else "stopped")


def progress(rows: Iterable[Used]) -> dict[str, int]:
    """How many places there are of each standing."""
    places = [place.standing for one in rows for place in one.places]
    return {standing: places.count(standing) for standing in DONE}


def is_over(rows: Iterable[Used]) -> bool:
    """Whether nothing of it can be seen any more, as far as we know."""
    counts = progress(rows)
    return not (counts["public"] or counts["leaving"] or counts["way"])
