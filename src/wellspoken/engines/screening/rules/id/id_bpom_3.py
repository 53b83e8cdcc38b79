"""ID-BPOM-3: cosmetics do not treat."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Cosmetics said to treat."""
    for found in promoted(doc, "indonesia", "cosmetic-drug"):
        yield Hit(found.start, found.end, "CLAIM")
        return


RULE = Rule(
    id="ID-BPOM-3",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Peraturan BPOM 18/2024",
    demand="Cosmetics do not claim to treat a disease or to act like a medicine, and no health worker endorses them.",
    check=check,
    texts=say(
        en=(
            "A cosmetic that treats",
            "“{text}” gives a cosmetic the effect of a medicine.",
            "Say what it does for the look of the skin only.",
        ),
        id=(
            "Kosmetik yang mengobati",
            "“{text}” memberi kosmetik khasiat obat.",
            "Sebutkan hanya manfaatnya bagi penampilan kulit.",
        ),
        nb=(
            "Kosmetikk som behandler",
            "«{text}» gir kosmetikk virkning som et legemiddel.",
            "Si bare hva det gjør for hudens utseende.",
        ),
    ),
    examples=(
        bad("Krim ini menyembuhkan jerawat.", "id"),
        bad("Serum menghilangkan flek permanen dalam seminggu", "id"),
        good("Serum membantu menyamarkan noda.", "id"),
        good("Jerawat meradang? Periksakan ke dokter kulit.", "id"),
    ),
    how="Cosmetics beside words of treatment and skin diseases; health titles beside them.",
    not_checked="Pictures.",
    directions=("out",),
    countries=("id",),
)
