"""Whose are the names and numbers in a picture? A wristband or a board speaks of patients without a word about care."""

from collections.abc import Iterator
from functools import cached_property

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.entity import Entity, settle
from wellspoken.engines.screening.images import layout
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.recognisers.name_lists import STAFF_TITLES

_NUMBERS = ("SSN", "NATIONAL_ID", "MRN", "HEALTH_PLAN_ID")
_BIRTH = Phrases(
    "dob, d.o.b, born, date of birth, birth date, født, fødselsdato, f.dato, f., lahir, tgl lahir, tgl. lahir, ttl"
)
_WORKS = Phrases(
    "sykepleier, overlege, lege, helsefagarbeider, jordmor, fysioterapeut, psykolog, bioingeniør, radiograf, portør, "
    "vernepleier, sekretær, hjelpepleier, turnuslege, spesialist, registered nurse, nurse, physician, surgeon, doctor, "
    "therapist, pharmacist, midwife, technician, cardiologist, cardiology, radiologist, anesthesiologist, professor, "
    "volunteer, receptionist, manager, director, chief, resident, intern, paramedic, dietitian, staff, employee, "
    "social worker, dokter, perawat, bidan, apoteker, ahli gizi, fisioterapis, analis, radiografer, staf, direktur, "
    "kepala, spesialis, relawan, petugas, karyawan, pegawai, ansatt, frivillig, leder, direktør"
)
_INSTITUTION = Phrases(
    "jl, jl., jalan, street, road, avenue, gate, gata, vei, veien, plass, hospital, clinic, center, centre, "
    "foundation, university, school, rumah sakit, rs, rsud, rsup, klinik, yayasan, universitas, sykehus, sykehuset, "
    "stiftelse, skole"
)


class PictureDocument(Document):
    """The writing of one picture. `identified` says that it points at somebody in care by its layout or its numbers."""

    @cached_property
    def marks(self) -> list[Entity]:
        """What the layout alone tells."""
        return layout.find(self)

    @cached_property
    def everything(self) -> list[Entity]:
        """Marks and what recognisers find, overlaps settled."""
        base = [e for e in self.entities if not (e.label == "PERSON" and e.kind in ("shape", "likely"))]
        return settle([*self.marks, *base])

    @cached_property
    def rows(self) -> list[Entity]:
        """Names in rows of a board or a list."""
        return [e for e in self.everything if e.label == "PERSON" and e.kind in ("row", "board")]

    @cached_property
    def identified(self) -> bool:
        """Whether this is a patient's band, card, label, letter or list."""
        if any(e.label in _NUMBERS for e in self.everything) or len(self.rows) > 1:
            return True
        people = [e for e in self.everything if e.label == "PERSON" and not self.works(e)]
        named = any(e.kind in ("field", "row", "board", "capitals") for e in people)
        return named or (bool(people) and bool(self._births))

    @cached_property
    def _births(self) -> list[Entity]:
        """Full dates beside a word for birth."""
        dates = [e for e in self.everything if e.label == "DATE" and e.kind == "full"]
        return [d for d in dates if self.has(_BIRTH, max(0, d.start - 25), d.start)]

    def works(self, person: Entity) -> bool:
        """Whether the name is of somebody who works here: a title, or a word for work in its line or the next ones."""
        if self.own.person(self.text[person.start : person.end]) or self.subjects.is_staff(person):
            return True
        if person.title and person.title.rstrip(".") in STAFF_TITLES:
            return True
        low, high = self._lines_around(person)
        return self.has(_WORKS, low, high) and person.kind not in ("row", "board", "capitals")

    def _lines_around(self, person: Entity) -> tuple[int, int]:
        """From the line above the name to the line below it."""
        start = self.text.rfind("\n", 0, max(0, self.text.rfind("\n", 0, person.start))) + 1
        below = self.text.find("\n", person.end)
        end = len(self.text) if below < 0 else self.text.find("\n", below + 1)
        return start, len(self.text) if end < 0 else end

    def leaks(self) -> Iterator[Entity]:
        """Identifiers of patients, in order of place; nothing when the picture points at nobody."""
        if self.subjects.fiction:
            return
        if self.identified:
            yield from settle(e for e in self._all_identifiers() if not self._ours(e))
        else:
            yield from (e for e in self.everything if e.label in ("SSN", "NATIONAL_ID", "HEALTH_PLAN_ID"))

    def _all_identifiers(self) -> Iterator[Entity]:
        wanted = ("PERSON", "DATE", "PHONE", "EMAIL", "SSN", "NATIONAL_ID", "MRN", "OTHER_ID", "HEALTH_PLAN_ID")
        more = ("ACCOUNT", "LICENSE", "DEVICE_ID")
        for entity in self.everything:
            street = entity.label == "LOCATION" and entity.kind == "street"
            whole = entity.label != "DATE" or entity.kind == "full"
            if street or (entity.label in (*wanted, *more) and whole):
                yield entity
        yield from layout.lonely_names(self)
        yield from layout.long_numbers(self)
        if self.rows:
            yield from layout.words_of_rows(self, self.rows)

    def _ours(self, entity: Entity) -> bool:
        """Whether it belongs to the organisation or its people."""
        text = self.text[entity.start : entity.end]
        if entity.label == "PERSON":
            return self.works(entity) or self.own.named(text) or self.subjects._agreed(entity)
        if entity.label == "PHONE":
            return self.own.phone(text)
        if entity.label == "EMAIL":
            return self.own.email(text)
        return entity.label == "LOCATION" and self.own.named(text)

    def unsure(self) -> Iterator[Entity]:
        """Names that may be anybody's: a person should look."""
        if self.identified or self.subjects.fiction or self.has(wordlists.phrases("care", "public")):
            return
        for person in self.everything:
            if person.label == "PERSON" and person.kind in ("known", "titled", "alone", "field", "row", "board"):
                low = self.text.rfind("\n", 0, person.start) + 1
                high = self.text.find("\n", person.end)
                placed = self.has(_INSTITUTION, low, len(self.text) if high < 0 else high)
                if not placed and not self._ours(person):
                    yield person
