"""SUD-1: even that somebody takes part in a programme for substance use is protected."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_PROGRAMME = wordlists.phrases("substance", "programme")
_SEEN = wordlists.phrases("substance", "taking part")
_OPEN = wordlists.phrases("substance", "not taking part")
#: the kind of an organisation that is such a programme: everybody seen there takes part in it
PROGRAMME_KIND = "addiction"


def check(doc: Document) -> Iterator[Hit]:
    """Words for people who take part, a group picture or a place tag, beside a programme or from one."""
    if doc.subjects.fiction or any(doc.ctx.consents):
        return
    whole = doc.ctx.profile.kind == PROGRAMME_KIND
    programmes = doc.find(_PROGRAMME)
    if not programmes and not whole:
        return
    for start, end in doc.find(_SEEN):
        sentence = doc.sentence_at(start)
        near = whole or any(_near(doc, start, at) for at, _ in programmes)
        if near and not doc.has(_OPEN, sentence.start, sentence.end):
            yield Hit(start, end, "QUASI")
            return


def _near(doc: Document, one: int, other: int) -> bool:
    """Whether both stand in one sentence or in neighbours."""
    return abs(doc.sentence_index(one) - doc.sentence_index(other)) <= 1


RULE = Rule(
    id="SUD-1",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="42 CFR Part 2 (2024 rule)",
    citations=PRIVACY_LAW,
    demand="Even that somebody takes part in a programme for substance use is protected; "
    "a place tag or a group photo can give it away.",
    check=check,
    texts=say(
        en=(
            "Shows who takes part in addiction care",
            "“{text}” can show that people take part in a programme for alcohol or drugs.",
            "Leave out people, group photos and place tags, or link the signed consent of everybody in it.",
        ),
        id=(
            "Menunjukkan peserta program kecanduan",
            "“{text}” bisa menunjukkan siapa yang mengikuti program alkohol atau narkoba.",
            "Hilangkan orang, foto bersama, dan tanda lokasi, atau tautkan persetujuan tertulis semuanya.",
        ),
        nb=(
            "Viser hvem som får rusbehandling",
            "«{text}» kan vise at noen deltar i et tilbud for alkohol eller rus.",
            "Utelat folk, gruppebilder og stedsmerking, eller knytt til signert samtykke fra alle.",
        ),
    ),
    examples=(
        bad("Group photo from last night's recovery meeting! So proud of this gang."),
        bad("Checked in at the methadone clinic 📍 with our Tuesday regulars."),
        bad("Gruppebilde fra rusgruppa på tirsdag, for en gjeng!", "nb"),
        bad("Foto bersama peserta program rehabilitasi narkoba angkatan 12.", "id"),
        bad("What a turnout at the lake today, group photo below!", profile={"kind": "addiction", "countries": ["us"]}),
        good("Our recovery program has free places. Call us any time."),
        good("Group photo of the team from the opening of our detox unit: eight nurses and one very proud architect."),
        good("Ruspoliklinikken flytter til ny adresse 1. mars.", "nb"),
        good("Program rehabilitasi narkoba kami buka setiap hari, gratis dan rahasia.", "id"),
        good("What a turnout at the lake today, group photo below!"),
    ),
    how="Words for meetings, groups, participants, anniversaries, place tags and group pictures beside a programme for "
    "substance use, or anywhere when the organisation is such a programme.",
    not_checked="Programmes that only their name gives away; who stands in a picture.",
    directions=("out",),
)
