"""What recognisers find: a typed piece of text, whoever it belongs to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

LABELS = [
    "PERSON",
    "LOCATION",
    "DATE",
    "AGE",
    "PHONE",
    "EMAIL",
    "URL",
    "USERNAME",
    "IP",
    "SSN",
    "NATIONAL_ID",
    "MRN",
    "HEALTH_PLAN_ID",
    "ACCOUNT",
    "LICENSE",
    "VEHICLE",
    "DEVICE_ID",
    "FACE",
    "OTHER_ID",
    "QUASI",
]


@dataclass(frozen=True, slots=True)
class Entity:
    """A recognised piece of the folded text; `kind` says more than the label, `score` is 0 to 1.

    `title` is what stands before a name and makes it somebody's (Dr., nurse, Pak, ...), lower case.
    """

    start: int
    end: int
    label: str
    kind: str = ""
    score: float = 0.9
    title: str = ""

    def moved(self, start: int, end: int) -> "Entity":
        """The same entity at another place."""
        return replace(self, start=start, end=end)


def spot(place: tuple[int, int], label: str, kind: str = "", score: float = 0.9) -> Entity:
    """An entity at the place of a match."""
    return Entity(place[0], place[1], label, kind, score)


_RANK = {
    "SSN": 0, "NATIONAL_ID": 0, "EMAIL": 1, "HEALTH_PLAN_ID": 2, "MRN": 2, "OTHER_ID": 3, "ACCOUNT": 3, "LICENSE": 3,
    "URL": 4, "IP": 4, "USERNAME": 5, "DEVICE_ID": 5, "DATE": 6, "PHONE": 7, "VEHICLE": 8, "LOCATION": 9, "PERSON": 10,
    "AGE": 11,
}  # fmt: skip


def settle(found: Iterable[Entity]) -> list[Entity]:
    """Where entities overlap keep the surer kind, then the longer; the result is in order of place."""
    ranked = sorted(found, key=lambda e: (_RANK.get(e.label, 12), e.start - e.end, e.start))
    kept: list[Entity] = []
    taken: set[int] = set()
    for entity in ranked:
        if taken.isdisjoint(range(entity.start, entity.end)):
            taken.update(range(entity.start, entity.end))
            kept.append(entity)
    return sorted(kept, key=lambda e: e.start)


def within(entities: Iterable[Entity], start: int, end: int) -> Iterator[Entity]:
    """Those that begin inside [start, end)."""
    return (e for e in entities if start <= e.start < end)
