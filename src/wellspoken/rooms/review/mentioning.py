"""Whom the words of a comment mention: @ and the name of somebody who may see the team's posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.review.flow.able import members


def mentioned(team: Team, text: str) -> list[User]:
    """The people who are mentioned, each once, in the order of names; no query without an @, else two."""
    if "@" not in text:
        return []
    return found_in(text, [member.user for member in members(team).values()])


def found_in(text: str, people: Sequence[User]) -> list[User]:
    """Who of these people is named after an @: by the whole name, or by the first name if only one bears it."""
    said = text.casefold()
    firsts = [_first(person) for person in people]
    found = []
    for person, first in zip(people, firsts, strict=True):
        names = [person.name.casefold(), *([first] if firsts.count(first) == 1 else [])]
        if any(_stands(said, f"@{name}") for name in names if name):
            found.append(person)
    return found


def _first(person: User) -> str:
    words = [word for word in person.name.casefold().split() if not word.endswith(".")]
    return words[0] if words else ""


def _stands(text: str, name: str) -> bool:
    """Whether the name stands there as a whole word."""
    return any(not after[:1].isalnum() for after in _after(text, name))


def _after(text: str, name: str) -> Iterable[str]:
    """What follows each place where the name stands."""
    at = text.find(name)
    while at >= 0:
        yield text[at + len(name) :]
        at = text.find(name, at + 1)
