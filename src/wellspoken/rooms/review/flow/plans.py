"""What a workflow says: when it applies, and its steps. Values that are read from JSON and written to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.competence import FIELDS

WHO = ("people", "role", "competence")
KINDS = ("words", "pictures", "thread", "correction", "partnership", "ai")
#: at most so many steps in a workflow, people in a step, entries in a condition
MOST_STEPS, MOST_PEOPLE, MOST_ENTRIES = 12, 30, 100
MOST_NAME = 100


class BadWorkflow(ValueError):
    """What was said is no workflow.

    `code`: name, who (nobody chosen, or somebody of another team), need (more than are named), many, shape.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Applies:
    """When a workflow applies. An empty part does not narrow; of the four risks one is enough.

    `kinds` of `KINDS`; `channels` are keys; `hashtags` without their sign, in lower case: the campaign's; `families`
    of findings. Risks: a finding of these families, a stop that was `released`, a call for volunteers (`recruitment`),
    a picture in which faces were seen or a linked consent (`people`).
    """

    kinds: tuple[str, ...] = ()
    channels: tuple[int, ...] = ()
    hashtags: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    released: bool = False
    recruitment: bool = False
    people: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Applies:
        """Read what `to_json` wrote; parts of other versions are left out."""
        known = {one.name for one in fields(cls)}
        said: dict[str, Any] = {name: tuple(part) if isinstance(part, list) else part for name, part in value.items()}
        return cls(**{name: part for name, part in said.items() if name in known})


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step. `who` of `WHO` says whether `people` (keys), `role` or `field` counts; `need` 0 means all of them.

    `beside`: it runs beside the step before it. `outside`: people without an account may be asked too. `again`: it
    counts even from somebody who approved another step.
    """

    name: str
    who: str = "role"
    people: tuple[int, ...] = ()
    role: str = ""
    field: str = ""
    need: int = 1
    beside: bool = False
    outside: bool = False
    again: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {**asdict(self), "people": list(self.people)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> StepPlan:
        """Read what `to_json` wrote."""
        return cls(**{**value, "people": tuple(value.get("people", ()))})

    @property
    def people_keys(self) -> frozenset[int]:
        """The keys of those who are named."""
        return frozenset(self.people)


def plans_of(steps: Iterable[Mapping[str, Any]]) -> list[StepPlan]:
    """The steps of a workflow as stored."""
    return [StepPlan.from_json(step) for step in steps]


def staged(steps: Sequence[StepPlan]) -> list[tuple[int, StepPlan]]:
    """Each step with its stage, counted from 0: steps beside each other share one."""
    found: list[tuple[int, StepPlan]] = []
    for step in steps:
        stage = found[-1][0] + (0 if step.beside else 1) if found else 0
        found.append((stage, step))
    return found


def checked(step: StepPlan) -> StepPlan:
    """The step without what does not count for its `who`; raises `BadWorkflow`."""
    name = " ".join(step.name.replace("\x00", "").split())
    if not name or len(name) > MOST_NAME:
        raise BadWorkflow("name")
    if step.who not in WHO or not 0 <= step.need <= MOST_PEOPLE:
        raise BadWorkflow("shape")
    people = tuple(dict.fromkeys(step.people)) if step.who == "people" else ()
    if len(people) > MOST_PEOPLE:
        raise BadWorkflow("many")
    role = step.role if step.who == "role" else ""
    field = step.field if step.who == "competence" else ""
    if not (people or role in Role.values or field in FIELDS):
        raise BadWorkflow("who")
    if people and step.need > len(people):
        raise BadWorkflow("need")
    flags = {"beside": step.beside, "outside": step.outside, "again": step.again}
    return StepPlan(name, step.who, people, role, field, step.need, **flags)
