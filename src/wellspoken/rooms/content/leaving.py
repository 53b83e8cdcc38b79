"""What happens to somebody's posts when they leave: their work goes on with the successor.

A post keeps who wrote which revision, so the rule that nobody approves their own
words holds for the leaver as before. Posts of teams in which the successor may
not write stay with their team.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import ngettext

from wellspoken.rooms.content.models import Post, PostImport
from wellspoken.rooms.content.states import ImportState, PostState
from wellspoken.rooms.people.leaving import Leaving, Phase, Step, at_leaving
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

UNDER_WAY = (PostState.DRAFT, PostState.CHANGES, PostState.REJECTED, PostState.IN_REVIEW)


def _posts(person: User, *states: PostState) -> QuerySet[Post]:
    return Post.objects.filter(author=person, state__in=states)


def _imports(person: User) -> QuerySet[PostImport]:
    return PostImport.objects.filter(made_by=person, state__in=(ImportState.WAITING, ImportState.MAKING))


def _hand(rows: QuerySet[Post], leaving: Leaving) -> int:
    """Make the successor the author, in the teams where they may write."""
    if leaving.successor is None:
        return 0
    teams = leaving.teams(Right.WRITE)
    return (rows if teams is None else rows.filter(team__in=teams)).update(author=leaving.successor)


def _hand_imports(leaving: Leaving) -> int:
    if leaving.successor is None:
        return 0
    teams = leaving.teams(Right.WRITE)
    rows = _imports(leaving.person)
    return (rows if teams is None else rows.filter(team__in=teams)).update(made_by=leaving.successor)


at_leaving(
    Step(
        "drafts",
        Phase.HANDS,
        lambda n: ngettext("%(n)d draft or post in review", "%(n)d drafts and posts in review", n) % {"n": n},
        lambda person: [_posts(person, *UNDER_WAY)],
        lambda leaving: _hand(_posts(leaving.person, *UNDER_WAY), leaving),
    ),
    Step(
        "scheduled",
        Phase.HANDS,
        lambda n: (
            ngettext("%(n)d approved post that goes out as planned", "%(n)d approved posts that go out as planned", n)
            % {"n": n}
        ),
        lambda person: [_posts(person, PostState.APPROVED)],
        lambda leaving: _hand(_posts(leaving.person, PostState.APPROVED), leaving),
    ),
    Step(
        "imports",
        Phase.HANDS,
        lambda n: ngettext("%(n)d table of posts", "%(n)d tables of posts", n) % {"n": n},
        lambda person: [_imports(person)],
        _hand_imports,
    ),
)
