"""HIPAA-ID-B: places smaller than a state, tied to a patient."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.recognisers.name_lists import ORGANISATION, PLACES
from wellspoken.engines.screening.recognisers.place import after_prepositions
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, level, near_patient

_VAGUE = {"en": "our region", "id": "daerah kami", "nb": "regionen"}


def check(doc: Document) -> Iterator[Hit]:
    """Streets, towns and villages in a text about one person in care."""
    if not doc.subjects.story:
        return
    people = doc.subjects.patients
    for place in doc.labelled("LOCATION"):
        if not doc.own.named(doc.text[place.start : place.end]) and (
            place.kind == "street" or near_patient(doc, place) or len(people) > 0
        ):
            yield _hit(doc, place)
    if not people:
        return
    named = (e for e in doc.entities if e.label in ("PERSON", "LOCATION", "DATE"))
    taken = {at for e in named for at in range(e.start, e.end)}
    for place in after_prepositions(doc):
        free = taken.isdisjoint(range(place.start, place.end))
        if free and near_patient(doc, place) and _a_place(doc, place):
            yield _hit(doc, place)


def _a_place(doc: Document, place: Entity) -> bool:
    """Not an institution, not a country or month, not ours."""
    word = doc.lower[place.start : place.end].split()[0]
    return word not in ORGANISATION and word not in PLACES and not doc.own.named(doc.text[place.start : place.end])


def _hit(doc: Document, place: Entity) -> Hit:
    return Hit(place.start, place.end, "LOCATION", severity=level(doc), fix=Replacement(_VAGUE[doc.reads], "replace"))


RULE = Rule(
    id="HIPAA-ID-B",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.514(b)(2)(i)(B)",
    citations=PRIVACY_LAW,
    demand="Places smaller than a state must not appear with a patient: street, town, village, room, "
    "place of an accident.",
    check=check,
    texts=say(
        en=(
            "A place that points at a patient",
            "“{text}” tells where the patient lives or was found.",
            "Leave the place out, or name only the state.",
        ),
        id=(
            "Tempat yang menunjuk ke pasien",
            "“{text}” memberi tahu tempat tinggal atau lokasi pasien.",
            "Hapus tempatnya, atau sebut provinsinya saja.",
        ),
        nb=(
            "Et sted som peker på en pasient",
            "«{text}» forteller hvor pasienten bor eller ble funnet.",
            "Utelat stedet, eller nevn bare landsdelen.",
        ),
    ),
    examples=(
        bad("Our patient Anna Berg from Pittsburg, Kansas is home after surgery."),
        bad("0412 hrs. 88 Cranberry Ln. Male down, two doses of naloxone, talking again in our ER."),
        bad("Pasien kami Ibu Sarinah dari Desa Ngadirejo sudah operasi", "id"),
        bad("Pasienten vår Roar Lund fra Solund er operert", "nb"),
        good("Our Alta clinic opens at 8 on Monday."),
        good("Klinikken i Bergen åpner mandag.", "nb"),
    ),
    how="Addresses, villages, roads and names after a preposition in a text about one person in care; own addresses "
    "are exempt.",
    not_checked="Place names without a word that shows they are places.",
    directions=("out", "in"),
)
