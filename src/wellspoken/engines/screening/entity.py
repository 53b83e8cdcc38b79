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


# A shorter beginning is no name; " of " or " (" goes with what follows.
_SHORTEST_NAME = 8
_JOINT = 1


def settle(found: Iterable[Entity]) -> list[Entity]:
    """Where entities overlap keep the surer kind, then the longer; the result is in order of place.

    A name that runs into something surer ("Ann Berg of Millbrook") keeps its free beginning.
    """
    ranked = sorted(found, key=lambda e: (_rank(e), e.start - e.end, e.start))
    kept: list[Entity] = []
    taken: set[int] = set()
    for entity in ranked:
        end = next((at for at in range(entity.start, entity.end) if at in taken), entity.end)
        if end < entity.end and (entity.label != "PERSON" or end - entity.start < _SHORTEST_NAME):
            continue
        taken.update(range(entity.start, end))
        kept.append(entity if end == entity.end else entity.moved(entity.start, end - _JOINT))
    return sorted((e for e in kept if e.end > e.start), key=lambda e: e.start)


def _rank(entity: Entity) -> int:
    """Lower is surer. A whole street address is surer than a number beside a word."""
    return 1 if entity.kind == "street" else _RANK.get(entity.label, 12)


def within(entities: Iterable[Entity], start: int, end: int) -> Iterator[Entity]:
    """Those that begin inside [start, end)."""
    return (e for e in entities if start <= e.start < end)
