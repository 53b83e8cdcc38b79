"""LINK-5: links lead where they say, and somebody is there."""

from collections.abc import Iterator

from wellspoken.engines.screening.context import LinkFact
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.recognisers.link import host
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sources import tier
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Links that were looked up and are gone, refused, unprotected, or lead to another house."""
    facts = {fact.url: fact for fact in doc.ctx.links}
    for entity in doc.labelled("URL"):
        written = doc.ctx.text[slice(*doc.norm.span(entity.start, entity.end))]
        fact = facts.get(written)
        if fact is None:
            continue
        variant = _trouble(written, fact)
        if variant:
            there = host(fact.final_url) or written
            params = {"there": there, "status": str(fact.status or "-"), "day": fact.checked_on}
            severity = "advise" if variant == "open" else None
            yield Hit(entity.start, entity.end, "LINK", params, variant=variant, severity=severity)


def _trouble(written: str, fact: LinkFact) -> str:
    """What is wrong with the link: gone, elsewhere, open (not encrypted) or ""."""
    if fact.error or (fact.status or 200) >= 400:
        return "gone"
    here, there = host(written), host(fact.final_url)
    if there and _house(here) != _house(there) and tier(written) != 9:  # shorteners are LINK-2
        return "elsewhere"
    return "open" if fact.final_url.startswith("http://") else ""


def _house(name: str) -> str:
    """The last parts of a host that tell one owner from another: example.org, sykehus.example.no."""
    parts = name.split(".")
    short = len(parts) > 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3:] if short else parts[-2:])


_GONE = [{"url": "https://example.org/flu", "final_url": "https://example.org/flu", "status": 404}]
_MOVED = [{"url": "https://example.org/flu", "final_url": "https://shop.example.net/", "status": 200}]
_THERE = [{"url": "https://example.org/flu", "final_url": "https://www.example.org/flu/", "status": 200}]
_OPEN = [{"url": "https://example.org/flu", "final_url": "http://www.example.org/flu/", "status": 200}]
_DEAD = [{"url": "https://example.org/flu", "final_url": "https://example.org/flu", "error": "unreachable"}]

RULE = Rule(
    id="LINK-5",
    packs=EVERYWHERE,
    family="links",
    severity="review",
    citation="Practice; WCAG 2.4.4",
    demand="A link leads to a page that is there, on the host the reader expects, over https.",
    check=check,
    texts=say(
        en=("A link that has to be looked at", "“{text}” leads to {there}.", "Open it and check the page."),
        id=("Tautan yang perlu diperiksa", "“{text}” menuju {there}.", "Buka dan periksa halamannya."),
        nb=("En lenke som må sjekkes", "«{text}» fører til {there}.", "Åpne den og sjekk siden."),
    ),
    examples=(
        bad("About flu: https://example.org/flu", links=_GONE),
        bad("Tentang flu: https://example.org/flu", "id", links=_MOVED),
        bad("Om influensa: https://example.org/flu", "nb", links=_DEAD),
        bad("About flu: https://example.org/flu", links=_OPEN),
        good("About flu: https://example.org/flu", links=_THERE),
        good("About flu: https://example.org/flu"),
    ),
    how="Facts that the product fetched about each link: status, address after redirects, encryption.",
    not_checked="Whether the page still says what the text says; links nobody has looked up yet.",
    directions=("out",),
    variants={
        "gone": say(
            en=(
                "A link that leads nowhere",
                "“{text}” did not lead to a page on {day} (answer {status}).",
                "Find the page's new address, or take the link out.",
            ),
            id=(
                "Tautan yang tidak sampai",
                "“{text}” tidak sampai ke halaman pada {day} (jawaban {status}).",
                "Cari alamat barunya, atau hapus tautannya.",
            ),
            nb=(
                "En lenke som ikke fører fram",
                "«{text}» førte ikke til noen side {day} (svar {status}).",
                "Finn sidens nye adresse, eller ta bort lenken.",
            ),
        ),
        "elsewhere": say(
            en=(
                "A link that leads elsewhere",
                "“{text}” is passed on to {there}.",
                "Link to {there} itself if you trust it, so that readers see where they go.",
            ),
            id=(
                "Tautan yang menuju tempat lain",
                "“{text}” diteruskan ke {there}.",
                "Tautkan langsung ke {there} bila tepercaya, agar pembaca tahu tujuannya.",
            ),
            nb=(
                "En lenke som fører et annet sted",
                "«{text}» sendes videre til {there}.",
                "Lenk til {there} selv hvis du stoler på den, så leserne ser hvor de havner.",
            ),
        ),
        "open": say(
            en=(
                "A link without encryption",
                "“{text}” leads to an http page on {there}.",
                "Use the page's https address if it has one.",
            ),
            id=(
                "Tautan tanpa enkripsi",
                "“{text}” menuju halaman http di {there}.",
                "Gunakan alamat https halaman itu bila ada.",
            ),
            nb=(
                "En lenke uten kryptering",
                "«{text}» fører til en http-side på {there}.",
                "Bruk sidens https-adresse hvis den har en.",
            ),
        ),
    },
)
