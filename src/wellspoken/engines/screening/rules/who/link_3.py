"""LINK-3: no links that only look like a health institution."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.lookalike import imitates
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_USER = Pattern(r"https?://[^\s/<>\"]+@[^\s<>\"]+")


def check(doc: Document) -> Iterator[Hit]:
    """Links whose host, or the host they lead to, imitates an official one."""
    leads = {fact.url: fact.final_url for fact in doc.ctx.links if fact.final_url}
    for start, end in _links(doc):
        link = doc.text[start:end]
        if doc.own.host(link):
            continue
        final = leads.get(doc.ctx.text[slice(*doc.norm.span(start, end))], "")
        official = imitates(link, doc.ctx.profile.domains) or imitates(final, doc.ctx.profile.domains)
        if official:
            yield Hit(start, end, "LINK", {"official": official})


def _links(doc: Document) -> Iterator[tuple[int, int]]:
    """Links in order, and those with a name before the @, which is not where they go."""
    seen = [(e.start, e.end) for e in doc.labelled("URL")]
    yield from seen
    if "@" in doc.text and "://" in doc.text:
        for match in _USER.finditer(doc.text):
            if match.span() not in seen:
                yield match.span()


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
        bad("Vaccine card: https://who.int@evil.example/x"),
        bad("Read \u0441dc.gov/flu before you travel."),
        bad("Daftar vaksin di kemkesvaksin.id", "id"),
        bad("Book: example.org/v", links=({"url": "example.org/v", "final_url": "https://cdc-vaccine-card.com/"},)),
        bad("Cek kemkes-go-id.com", "id"),
        good("Read who.int/vaccines"),
        good("Se fhi.no/rad", "nb"),
        good("Our page: example.org/who-we-are"),
    ),
    how="Look-alike letters, slips of the keyboard, added words, other endings and official names in the wrong part "
    "of the address; also of the page a link leads to, once that was looked up.",
    not_checked="Handles on networks; see the impersonation check.",
    directions=("out", "in"),
)
