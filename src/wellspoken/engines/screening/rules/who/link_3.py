"""LINK-3: no links that only look like a health institution."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.lookalike import imitates
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Links and handles whose host imitates an official one."""
    for entity in doc.labelled("URL"):
        link = doc.text[entity.start : entity.end]
        official = imitates(link, doc.ctx.profile.domains)
        if official and not doc.own.host(link):
            yield Hit(entity.start, entity.end, "LINK", {"official": official})


RULE = Rule(
    id="LINK-3",
    packs=EVERYWHERE,
    family="links",
    severity="block",
    citation="Practice against impersonation",
    demand="A link must not look like a health institution without being it.",
    check=check,
    texts=say(
        en=(
            "A look-alike link",
            "“{text}” looks like {official} but is another site.",
            "Take it out and link {official} itself.",
        ),
        id=(
            "Tautan tiruan",
            "“{text}” mirip {official} tetapi situs lain.",
            "Hapus dan tautkan {official} yang asli.",
        ),
        nb=(
            "En lenke som etterligner",
            "«{text}» ligner på {official}, men er et annet nettsted.",
            "Ta den bort og lenk til {official} selv.",
        ),
    ),
    examples=(
        bad("Get your vaccine card at who-int.org/vaccine"),
        bad("Se fh1.no/rad", "nb"),
        bad("Cek kemkes-go-id.com", "id"),
        good("Read who.int/vaccines"),
        good("Se fhi.no/rad", "nb"),
        good("Our page: example.org/who-we-are"),
    ),
    how="Similar letters, hyphens and other endings of known official hosts and the organisation's own.",
    not_checked="Handles on networks; see the impersonation check.",
    directions=("out", "in"),
)
