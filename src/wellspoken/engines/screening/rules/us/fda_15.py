"""FDA-15: link cards are promotion too."""

from collections.abc import Iterator
from dataclasses import replace

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.rules.us import fda_1, fda_3, fda_11, fda_12
from wellspoken.engines.screening.sample_products import PLAIN

_CHECKS = (fda_1.check, fda_3.check, fda_11.check, fda_12.check)


def check(doc: Document) -> Iterator[Hit]:
    """The promotion rules, asked of the title and description of each link card."""
    for card in doc.ctx.cards:
        text = ". ".join(part for part in (card.get("title", ""), card.get("description", "")) if part)
        inner = Document(replace(doc.ctx, text=text, cards=(), parent="", surface="post")) if text.strip() else None
        hit = next((h for one in _CHECKS for h in one(inner)), None) if inner else None
        if inner and hit:
            url = card.get("url", "")
            at = doc.lower.find(url.lower()) if url else -1
            place = (at, at + len(url)) if at >= 0 else (len(doc.text), len(doc.text))
            yield Hit(*place, "LINK_CARD", {"card": text[:80], "words": inner.text[hit.start : hit.end][:60]})


RULE = Rule(
    id="FDA-15",
    packs=("us",),
    family="promo",
    severity="block",
    citation="21 CFR 202.1; FDA letter on Tasigna, 2010",
    demand="Titles, descriptions and pictures of link cards are promotion and follow every rule for it.",
    check=check,
    texts=say(
        en=(
            "The link card breaks a rule",
            "The preview “{card}” says “{words}”.",
            "Change the page's title and description, or leave the link out.",
        ),
        id=(
            "Pratinjau tautan melanggar aturan",
            "Pratinjau “{card}” memuat “{words}”.",
            "Ubah judul dan deskripsi halamannya, atau jangan pakai tautan itu.",
        ),
        nb=(
            "Lenkekortet bryter en regel",
            "Forhåndsvisningen «{card}» sier «{words}».",
            "Endre sidens tittel og beskrivelse, eller utelat lenken.",
        ),
    ),
    examples=(
        bad(
            "Read more: dermyxa.example.com",
            cards=({"title": "Dermyxa: next-generation treatment", "url": "dermyxa.example.com"},),
            profile=PLAIN,
        ),
        good(
            "Read more: dermyxa.example.com",
            cards=({"title": "Important information about Dermyxa (pelorimab)", "url": "dermyxa.example.com"},),
            profile=PLAIN,
        ),
    ),
    how="The rules on balance, uses, comparison and promises run over each card's words.",
    not_checked="Cards that nobody fetched, and their pictures.",
    directions=("out",),
    countries=("us",),
)
