"""What happens to somebody's posts when they leave: counted and said before an administrator confirms."""

from __future__ import annotations

from django.utils.translation import ngettext

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.people.hooks import Consequence, tell_of
from wellspoken.rooms.people.models import User


def _count(person: User, *states: PostState) -> int:
    return Post.objects.filter(author=person, state__in=states).count()


tell_of(
    Consequence(
        lambda person: _count(person, PostState.DRAFT, PostState.IN_REVIEW, PostState.CHANGES),
        lambda n: (
            ngettext(
                "%(n)d draft stays with the team, where others can go on with it.",
                "%(n)d drafts stay with the team, where others can go on with them.",
                n,
            )
            % {"n": n}
        ),
    )
)
tell_of(
    Consequence(
        lambda person: _count(person, PostState.APPROVED),
        lambda n: (
            ngettext(
                "%(n)d approved post of theirs still goes out as planned.",
                "%(n)d approved posts of theirs still go out as planned.",
                n,
            )
            % {"n": n}
        ),
    )
)
