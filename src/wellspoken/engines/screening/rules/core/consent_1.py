"""CONSENT-1: a nod, or a word from somebody else, is no consent."""

from collections.abc import Iterator

from wellspoken.engines.screening.conduct import told
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Texts that say themselves that consent is spoken, assumed, promised for later, or somebody else's."""
    for start, end in told(doc, "consent"):
        yield Hit(start, end, "CONSENT")
        return


RULE = Rule(
    id="CONSENT-1",
    packs=EVERYWHERE,
    family="consent",
    severity="block",
    citation="45 CFR 164.508(c); GDPR art. 4(11), 7",
    citations={"no": "GDPR art. 4(11), 7, 9; helsepersonelloven § 22", "id": "UU 27/2022 Pasal 22, 24"},
    demand="A picture or story of somebody in care goes out with that person's own written consent, given before.",
    check=check,
    texts=say(
        en=(
            "This is not consent",
            "“{text}” says that nobody has signed.",
            "Get the signed consent first, from the person or the guardian, and link it.",
        ),
        id=(
            "Ini bukan persetujuan",
            "“{text}” menunjukkan belum ada tanda tangan.",
            "Dapatkan dulu persetujuan tertulis dari orangnya atau walinya, lalu tautkan.",
        ),
        nb=(
            "Dette er ikke et samtykke",
            "«{text}» sier at ingen har skrevet under.",
            "Få et signert samtykke først, fra personen selv eller foresatte, og knytt det til innlegget.",
        ),
    ),
    examples=(
        bad("His grandma nodded, so the photo goes up today!"),
        bad("Hun sa det var greit at vi deler bildet, skjemaet tar vi senere.", "nb"),
        bad("Izinnya lisan saja, fotonya kami unggah ya.", "id"),
        good("We never post a picture on a spoken yes: our form must be signed first."),
        good("Bilder deles bare med skriftlig samtykke.", "nb"),
        good("Setiap foto pasien harus punya izin tertulis.", "id"),
    ),
    how="Words for spoken, assumed or later consent beside pictures and stories.",
    not_checked="Whether a consent that is not mentioned was signed; linked consents are read by HIPAA-AUTH-4.",
    directions=("out",),
)
