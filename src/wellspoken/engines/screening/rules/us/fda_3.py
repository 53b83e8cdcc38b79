"""FDA-3: only approved uses."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.products import mentions
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_OFF_LABEL = wordlists.phrases("promo", "off label")
_CAUTION = wordlists.phrases("promo", "caution")


def check(doc: Document) -> Iterator[Hit]:
    """Prescription medicines offered for further uses."""
    if doc.has(_CAUTION) or not mentions(doc):
        return
    for start, end in doc.find(_OFF_LABEL):
        yield Hit(start, end, "USE")


RULE = Rule(
    id="FDA-3",
    packs=("us",),
    family="promo",
    severity="block",
    citation="FD&C Act 502(f)(1), 505",
    demand="No promotion of unapproved uses to the public.",
    check=check,
    texts=say(
        en=(
            "A use that is not approved",
            "“{text}” offers a medicine for another use.",
            "Keep to the approved indication.",
        ),
        id=(
            "Penggunaan yang belum disetujui",
            "“{text}” menawarkan obat untuk kegunaan lain.",
            "Tetap pada indikasi yang disetujui.",
        ),
        nb=(
            "Et bruksområde som ikke er godkjent",
            "«{text}» tilbyr et legemiddel til annen bruk.",
            "Hold deg til den godkjente indikasjonen.",
        ),
    ),
    examples=(
        bad("Botox also works wonders for depression. DM us."),
        good("The walk also helps your mood."),
    ),
    how="Phrases for a further use in a text that names a prescription medicine.",
    not_checked="Conditions outside the indication that are only named.",
    directions=("out",),
    countries=("us",),
)
