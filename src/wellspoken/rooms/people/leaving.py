"""What leaving does, room by room: higher rooms name their part in `AppConfig.ready`.

The people room itself ends what opens a door (sessions, keys, private addresses)
before any of these parts runs; see `services.leaving`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.tally import Countable, tally
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right


class Phase(StrEnum):
    """Whether a step ends something, or hands something to the successor."""

    ENDS = "ends"
    HANDS = "hands"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves, who takes over (None: what is handed over stays with its team), and who does this."""

    person: User
    successor: User | None
    actor: Actor

    def teams(self, right: Right) -> list[int] | None:
        """Keys of the teams in which the successor holds the right; None: every team. Empty without a successor."""
        return rights_of(self.successor).teams(right) if self.successor else []


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of thing that is touched when somebody leaves.

    `count` says beforehand how many (the sets of rows, counted with those of all other
    steps at once); `act` does it with statements for the whole
    set (a person may own 10,000 things) and returns how many were touched;
    `words(n)` names them in the reader's language: "3 drafts". A step that fails rolls
    back everything but the cut of access.
    """

    code: str
    phase: Phase
    words: Callable[[int], str]
    count: Callable[[User], Countable]
    act: Callable[[Leaving], int]


@dataclass(frozen=True, slots=True)
class Secret:
    """A shared secret the person may know; `ref` finds it again (`channel:7`), `kind` is a key of `KINDS`."""

    kind: str
    label: str
    ref: str


#: why a shared secret is to be changed
KINDS = {
    "typed": _("Somebody typed this channel's password or token in here, and the leaver could have seen it."),
    "own_sign_in": _("The leaver signed in at the network to connect this channel: take their access there away."),
    "application": _("The leaver could read this application's secret at the network."),
    "program_key": _("The leaver made this key for a program and saw it: make a new one, then end this one."),
    "sign_in": _("The leaver entered this sign-in's client secret here: renew it at the provider."),
    "private_link": _(
        "The leaver made this consent's private link and saw it. Make a new one and give it to the person; this one"
        " then ends."
    ),
}
_steps: dict[str, Step] = {}
_secrets: list[Callable[[User], list[Secret]]] = []


def at_leaving(*steps: Step) -> None:
    """Add steps; one with the code of another takes its place."""
    _steps.update({step.code: step for step in steps})


def knows_secrets(of: Callable[[User], list[Secret]]) -> None:
    """Add a function that lists shared secrets a person may know."""
    if of not in _secrets:
        _secrets.append(of)


def steps(phase: Phase | None = None) -> list[Step]:
    """The steps of a phase (None: all), in the order in which the rooms named them."""
    return [step for step in _steps.values() if phase in (None, step.phase)]


def step(code: str) -> Step | None:
    """The step with this code, or None when its room is gone."""
    return _steps.get(code)


def secrets_of(person: User) -> list[Secret]:
    """Every shared secret the person may know, each once."""
    found = {secret.ref: secret for of in _secrets for secret in of(person)}
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would be touched: sentences by phase, and the shared secrets to change."""

    ends: list[str]
    hands: list[str]
    secrets: list[Secret]


def foresee(person: User) -> Foreseen:
    """Count, before anybody confirms, what leaving would touch; what touches nothing is left out."""
    said: dict[Phase, list[str]] = {Phase.ENDS: [], Phase.HANDS: []}
    for one, number in zip(steps(), tally([one.count(person) for one in steps()]), strict=True):
        if number:
            said[one.phase].append(one.words(number))
    return Foreseen(said[Phase.ENDS], said[Phase.HANDS], secrets_of(person))
