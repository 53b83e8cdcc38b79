"""NO-KOS-2: no play on insecurity."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PRESSURE = wordlists.phrases("promo", "pressure")
_COSMETIC = wordlists.phrases("promo", "cosmetic")
_RESPONSIBLE = Phrases("medisinsk ansvarlig*, ansvarlig lege, ansvarlig for behandlingen, medically responsible")


def check(doc: Document) -> Iterator[Hit]:
    """Nicknames for bodies and words of shame in cosmetic offers; offers that name nobody responsible."""
    cosmetic = doc.has(_COSMETIC)
    if not (cosmetic or doc.ctx.profile.kind == "clinic"):
        return
    spots = [*doc.find(_PRESSURE), *((f.start, f.end) for f in promoted(doc, "norway", "shame"))]
    last = -1
    for start, end in sorted(spots):
        if start >= last:
            last = end
            yield Hit(start, end, "PRESSURE")
    offers = doc.promotion.sells and not (doc.talking or doc.promotion.innocent)
    if cosmetic and offers and doc.ctx.profile.kind == "clinic" and not doc.has(_RESPONSIBLE):
        yield Hit(*doc.find(_COSMETIC)[0], "RESPONSIBLE", variant="responsible", severity="advise")


RULE = Rule(
    id="NO-KOS-2",
    packs=("no",),
    family="promo",
    severity="block",
    citation="forskrift om markedsføring av kosmetiske inngrep § 4",
    demand="Marketing of cosmetic procedures does not play on insecurity, and says who is medically responsible.",
    check=check,
    texts=say(
        en=(
            "Plays on insecurity",
            "“{text}” plays on people's insecurity about their bodies.",
            "Describe the treatment plainly, with its risks.",
        ),
        id=(
            "Memanfaatkan rasa tidak percaya diri",
            "“{text}” memanfaatkan rasa tidak percaya diri orang.",
            "Jelaskan tindakannya apa adanya, dengan risikonya.",
        ),
        nb=(
            "Spiller på usikkerhet",
            "«{text}» spiller på folks usikkerhet om kroppen.",
            "Beskriv behandlingen nøkternt, med risiko.",
        ),
    ),
    examples=(
        bad("Lei av kalkunhalsen? Kalkunhals fikses med laser!", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        bad("Skjem du deg over magen? Vi fikser den.", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        bad("Fettfrys nå 2900 kroner, bestill time!", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        good("Vi behandler eksem.", "nb"),
    ),
    how="Nicknames for bodies and words of shame beside cosmetic words; offers that name no responsible doctor.",
    not_checked="Age of the audience.",
    directions=("out",),
    countries=("no",),
    variants={
        "responsible": say(
            en=(
                "Who is medically responsible?",
                "The offer names nobody who is medically responsible.",
                "Add the name, address and phone of the responsible doctor, and the common risks.",
            ),
            id=(
                "Siapa penanggung jawab medis?",
                "Penawaran ini tidak menyebut penanggung jawab medis.",
                "Tambahkan nama, alamat, dan telepon dokter penanggung jawab, serta risiko umum.",
            ),
            nb=(
                "Hvem er medisinsk ansvarlig?",
                "Tilbudet nevner ingen medisinsk ansvarlig.",
                "Legg til navn, adresse og telefon til ansvarlig lege, og vanlige risikoer.",
            ),
        ),
    },
)
