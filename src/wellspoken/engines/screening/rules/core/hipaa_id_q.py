"""HIPAA-ID-Q: faces in pictures are covered by a consent or belong to named staff."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.consents import state
from wellspoken.engines.screening.context import MediaItem
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tagging import Tags
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_CARE = wordlists.phrases("care", "patient")
_IN_CARE = ("patient", "received")


def check(doc: Document) -> Iterator[Hit]:
    """Pictures with more faces than linked consents and named staff together; a question for every other face."""
    if doc.incoming:
        return
    valid = sum(state(consent, doc.ctx.today) == "valid" for consent in doc.ctx.consents)
    for item in doc.ctx.media:
        if not item.faces:
            continue
        staff = _staff(doc, item)
        covered = valid + staff
        counts = {"picture": item.name, "faces": str(item.faces), "covered": str(covered)}
        place = len(doc.text)
        if item.faces > covered:
            severity = "block" if _care(doc, item) else "review"
            yield Hit(place, place, "FACE", counts, severity=severity)
        elif not staff:
            yield Hit(place, place, "FACE", counts, variant="ask", severity="advise")


def _staff(doc: Document, item: MediaItem) -> int:
    """How many people of the profile's staff the text or the alternative text names."""
    said = f"{doc.lower} {item.alt.lower()}"
    listed = sum(name.lower() in said for name in doc.ctx.profile.staff if name.strip())
    return max(listed, len({doc.lower[p.start : p.end] for p in doc.subjects.staff}))


def _care(doc: Document, item: MediaItem) -> bool:
    """Whether the text or the alternative text speaks of a patient."""
    view = View(item.alt, doc.lang)
    tags = Tags(view.tokens, doc.reads)
    if doc.subjects.story or doc.has(_CARE) or view.has(_CARE):
        return True
    return any(tags.spots(tag) or doc.tags.spots(tag) for tag in _IN_CARE)


RULE = Rule(
    id="HIPAA-ID-Q",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(Q)",
    citations=PRIVACY_LAW,
    demand="No face of a patient or visitor without an authorization, in the background either.",
    check=check,
    texts=say(
        en=(
            "Faces that no consent covers",
            "“{picture}” shows {faces} faces; consents and named staff cover {covered}.",
            "Find out who everybody is. Link the missing consents, name the staff, or take another picture.",
        ),
        id=(
            "Wajah tanpa persetujuan",
            "“{picture}” menampilkan {faces} wajah; persetujuan dan staf yang disebut mencakup {covered}.",
            "Pastikan siapa saja mereka. Tautkan persetujuan yang kurang, sebut stafnya, atau ganti gambarnya.",
        ),
        nb=(
            "Ansikter uten samtykke",
            "«{picture}» viser {faces} ansikter; samtykker og navngitte ansatte dekker {covered}.",
            "Finn ut hvem alle er. Knytt til samtykkene som mangler, navngi de ansatte, eller ta et annet bilde.",
        ),
    ),
    variants={
        "ask": say(
            en=(
                "Check who is in the picture",
                "“{picture}” shows {faces} faces.",
                "Check that each linked consent is of a person in this picture, and look at the background.",
            ),
            id=(
                "Periksa siapa yang ada di gambar",
                "“{picture}” menampilkan {faces} wajah.",
                "Pastikan setiap persetujuan tertaut memang milik orang di gambar ini, dan periksa latarnya.",
            ),
            nb=(
                "Sjekk hvem som er på bildet",
                "«{picture}» viser {faces} ansikter.",
                "Sjekk at hvert samtykke gjelder en person på dette bildet, og se på bakgrunnen.",
            ),
        ),
    },
    examples=(
        bad("Selfie in the ER after a long night!", media=({"path": "er.jpg", "alt": "Us", "faces": 4},)),
        bad("Bursdag på posten.", "nb", media=({"path": "a.jpg", "alt": "Pasienten smiler", "faces": 1},)),
        bad("Senam pagi di taman.", "id", media=({"path": "a.jpg", "alt": "Peserta", "faces": 3},)),
        good("Empty corridor at dawn.", media=({"path": "a.jpg", "alt": "A corridor", "faces": 0},)),
        good(
            "Dr. Ann Berg opens the new wing.",
            media=({"path": "a.jpg", "alt": "Dr. Ann Berg cuts a ribbon", "faces": 1},),
            profile={"staff": ["Ann Berg"]},
        ),
    ),
    how="Counted faces against linked consents and named staff; more faces block where the words speak of a patient.",
    not_checked="Whose faces they are; tattoos, scars and clothes; pictures in which nobody counted faces.",
    directions=("out",),
)
