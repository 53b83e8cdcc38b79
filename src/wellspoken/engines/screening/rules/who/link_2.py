"""LINK-2: no shortened links."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sources import tier
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Links of shorteners."""
    for entity in doc.labelled("URL"):
        link = doc.text[entity.start : entity.end]
        if tier(link) == 9 and "/" in link:
            yield Hit(entity.start, entity.end, "LINK")


RULE = Rule(
    id="LINK-2",
    packs=EVERYWHERE,
    family="links",
    severity="review",
    citation="Practice; WCAG 2.4.4",
    demand="The reader sees where a link goes; no shorteners.",
    check=check,
    texts=say(
        en=(
            "A shortened link",
            "“{text}” hides where it goes.",
            "Use the full address of the page.",
        ),
        id=(
            "Tautan dipendekkan",
            "“{text}” menyembunyikan tujuannya.",
            "Gunakan alamat lengkap halamannya.",
        ),
        nb=(
            "En forkortet lenke",
            "«{text}» skjuler hvor den går.",
            "Bruk hele adressen til siden.",
        ),
    ),
    examples=(
        bad("Book here: bit.ly/flu2"),
        good("Book here: https://www.who.int/flu"),
    ),
    how="Hosts of known shorteners.",
    not_checked="Reachability and redirects: checked by the link checker, not by this rule.",
    directions=("out",),
)
