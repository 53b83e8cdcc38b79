"""FTC-6: an expert endorser is really an expert."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_DOCTOR = Pattern(r"\b(?:Dr|Prof)\. ?\p{Lu}[\pL'\-]+(?: \p{Lu}[\pL'\-]+)?")
_ENDORSES = wordlists.phrases("promo", "endorses")


def check(doc: Document) -> Iterator[Hit]:
    """Doctors who recommend something sold, and whom nobody has listed among the organisation's people."""
    promo = doc.promotion
    if promo.innocent or not (promo.mentions or promo.remedies or promo.sells):
        return
    for match in _DOCTOR.finditer(doc.text):
        sentence = doc.sentence_at(match.start())
        if not doc.own.person(match.group()) and doc.has(_ENDORSES, sentence.start, sentence.end):
            yield Hit(match.start(), match.end(), "EXPERT")
            return


RULE = Rule(
    id="FTC-6",
    packs=("us",),
    family="promo",
    severity="review",
    citation="16 CFR 255.3",
    demand="Somebody shown as an expert has the expertise, and used it on this product.",
    check=check,
    texts=say(
        en=(
            "Is this expert on your list?",
            "{text} recommends something here and is not among the people you have listed.",
            "Check the title and the field, or add the person with their credential.",
        ),
        id=(
            "Apakah ahli ini ada di daftar Anda?",
            "{text} merekomendasikan sesuatu dan tidak ada di daftar orang Anda.",
            "Periksa gelar dan bidangnya, atau tambahkan orangnya beserta kualifikasinya.",
        ),
        nb=(
            "Er denne eksperten på listen deres?",
            "{text} anbefaler noe her og står ikke blant personene dere har ført opp.",
            "Sjekk tittel og fagfelt, eller legg til personen med kvalifikasjonen.",
        ),
    ),
    examples=(
        bad("Dr. Bob Hale recommends our zinc gummies."),
        bad("Dr. Budi merekomendasikan suplemen ini", "id", profile={"countries": ["us"]}),
        bad("Dr. Nilsen anbefaler dette kosttilskuddet", "nb", profile={"countries": ["us"]}),
        good("Dr. Ana Ruiz recommends our vitamin D drops.", profile={"countries": ["us"], "staff": ["Dr. Ana Ruiz"]}),
        good("Dr. Bob Hale answers your questions on Friday."),
    ),
    how="“Dr.” or “Prof.” with a word of recommendation beside something sold, and the organisation's list of people.",
    not_checked="What the expert's field is.",
    directions=("out",),
    countries=("us",),
)
