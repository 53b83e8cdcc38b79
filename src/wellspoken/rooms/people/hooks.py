"""Points at which higher rooms join in when people come and go; see `rooms.kernel.hooks`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.hooks import Hook
from wellspoken.rooms.people.models import User

#: `(person, actor)`: the person's account was just switched off. Runs in the same transaction.
left: Hook[User, Actor] = Hook("a person left")


@dataclass(frozen=True, slots=True)
class Consequence:
    """Something that happens when a person leaves: `count` says to how many things, `words` tells it of that number.

    `words(n)` returns the translated sentence, e.g. "3 drafts keep their text and lose their owner".
    """

    count: Callable[[User], int]
    words: Callable[[int], str]


_consequences: list[Consequence] = []


def tell_of(consequence: Consequence) -> None:
    """Name a consequence of leaving; shown, counted, before an administrator confirms."""
    if consequence not in _consequences:
        _consequences.append(consequence)


def consequences_for(person: User) -> list[str]:
    """The sentences that are true for this person, counted; consequences that touch nothing are left out."""
    counted = [(consequence, consequence.count(person)) for consequence in _consequences]
    return [consequence.words(number) for consequence, number in counted if number]
