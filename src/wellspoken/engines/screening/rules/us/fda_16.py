"""FDA-16: compounded medicines are not the brand."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_SAME_AS = wordlists.phrases("promo", "same as")
_COMPOUNDED = wordlists.phrases("promo", "compounded")
_BRAND = Phrases(
    "ozempic, wegovy, mounjaro, zepbound, saxenda, semaglutid*, tirzepatid*, liraglutid*, botox, viagra, cialis, "
    "sildenafil, tadalafil, finasteride, testosterone, ketamine, glp-1, glp1"
)
_APPROVED = Phrases("fda approved, fda-approved, approved by the fda, clinically proven, clinically tested")
_HONEST = Phrases(
    "not fda-approved, not fda approved, isn't fda-approved, isn't fda approved, is not fda-approved, not approved, "
    "not been approved, not been evaluated, isn't the same, is not the same, not the same, aren't the same"
)


def check(doc: Document) -> Iterator[Hit]:
    """Compounded or copied medicines compared with the brand or called approved."""
    if not doc.has(_BRAND) or doc.promotion.warns:
        return
    compounded = doc.find(_COMPOUNDED)
    same = [*doc.find(_SAME_AS), *(doc.find(_APPROVED) if compounded else [])]
    if same and not doc.has(_HONEST):
        yield Hit(*same[0], "COMPOUNDED")
    elif compounded:
        yield Hit(*compounded[0], "COMPOUNDED", variant="look", severity="review")


RULE = Rule(
    id="FDA-16",
    packs=("us",),
    family="promo",
    severity="block",
    citation="FD&C Act 502(a), 502(bb); FDA letters September 2025",
    demand="Compounded medicines are never called the same as, or a generic of, an approved brand.",
    check=check,
    texts=say(
        en=(
            "Compounded is not the brand",
            "“{text}” makes a compounded medicine look like an approved one.",
            "Say plainly that it is compounded and not FDA-approved.",
        ),
        id=(
            "Racikan bukan merek resmi",
            "“{text}” membuat obat racikan tampak seperti obat yang disetujui.",
            "Katakan jelas bahwa ini racikan dan tidak disetujui FDA.",
        ),
        nb=(
            "Magistrelt er ikke merkevaren",
            "«{text}» får et magistrelt legemiddel til å ligne et godkjent.",
            "Si tydelig at det er magistrelt og ikke godkjent av FDA.",
        ),
    ),
    examples=(
        bad("Semaglutide here - same ingredient as Ozempic!"),
        bad("Compounded semaglutide isn't FDA-approved. Ask our clinicians."),
        bad("Our compounded tirzepatide is clinically proven. Start today!"),
        good("Ask your doctor about weight and health."),
    ),
    how="Brand and substance names with words for sameness.",
    not_checked="Who compounds.",
    directions=("out",),
    countries=("us",),
    variants={
        "look": say(
            en=(
                "A compounded medicine",
                "“{text}” is about a compounded medicine.",
                "A reviewer checks that who compounds it and its risks are told.",
            ),
            id=(
                "Obat racikan",
                "“{text}” membahas obat racikan.",
                "Peninjau memeriksa apakah peracik dan risikonya disebutkan.",
            ),
            nb=(
                "Et magistrelt legemiddel",
                "«{text}» handler om et magistrelt legemiddel.",
                "En kontrollør sjekker at tilvirker og risiko er oppgitt.",
            ),
        ),
    },
)
