"""FDA-5: a link does not replace the risk."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.recognisers.link import host
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import PLAIN

_SAFETY = Pattern(
    r"(?:safety|risk|prescribing|important|isi|label|side effects?)[ a-z:]{0,24}$|/(?:safety|risk|isi|pi)"
)


def check(doc: Document) -> Iterator[Hit]:
    """Links to safety information in a post with a benefit and no risk."""
    promo = doc.promotion
    if doc.talking or promo.innocent or not promo.benefit or not promo.prescription:
        return
    mention = promo.prescription[0]
    if promo.balanced(mention):
        return
    known = {host(m.record.risk_link) for m in promo.own if m.record and m.record.risk_link}
    for link in doc.labelled("URL"):
        around = doc.lower[max(0, link.start - 40) : link.end]
        if host(doc.text[link.start : link.end]) in known or _SAFETY.search(around):
            yield Hit(link.start, link.end, "LINK")
            return


RULE = Rule(
    id="FDA-5",
    packs=("us",),
    family="promo",
    severity="block",
    citation="21 CFR 202.1(e)(5); FDA letters on Tirosint, 2014, and Diclegis, 2015",
    demand="A link to risk information does not replace risk information in the post.",
    check=check,
    texts=say(
        en=(
            "The risk is only behind a link",
            "“{text}” leads to safety information, but the post itself tells no risk.",
            "Write the main risks in the post and keep the link.",
        ),
        id=(
            "Risiko hanya ada di balik tautan",
            "“{text}” mengarah ke informasi keamanan, tetapi unggahannya tidak menyebut risiko.",
            "Tulis risiko utama di unggahan dan pertahankan tautannya.",
        ),
        nb=(
            "Risikoen står bare bak en lenke",
            "«{text}» fører til sikkerhetsinformasjon, men innlegget sier ikke noe om risiko.",
            "Skriv den viktigste risikoen i innlegget, og behold lenken.",
        ),
    ),
    examples=(
        bad(
            "I felt so much better on Dermyxa. Important safety information: dermyxa.example.com/safety", profile=PLAIN
        ),
        good(
            "Dermyxa can help adults with atopic dermatitis. It may cause serious allergic "
            "reactions. dermyxa.example.com/safety",
            profile=PLAIN,
        ),
        good("Menus for the week: example.org/safety"),
    ),
    how="A benefit without risk words beside a link to the product's risk page or to safety information.",
    not_checked="What the linked page says.",
    directions=("out",),
    countries=("us",),
)
