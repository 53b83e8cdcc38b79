"""AE-2: special situations with a product are collected too."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import PLAIN

_SITUATION = wordlists.phrases("promo", "situation")
_MAKERS = ("pharma", "device", "pharmacy")


def check(doc: Document) -> Iterator[Hit]:
    """Pregnancy, overdose, mistakes, lack of effect, fakes and faults beside a product, in what the public writes."""
    promo = doc.promotion
    named = promo.own or (doc.ctx.profile.kind in _MAKERS and promo.mentions)
    if named:
        for start, end in doc.find(_SITUATION):
            yield Hit(start, end, "SITUATION")
            return


RULE = Rule(
    id="AE-2",
    packs=("us", "eu", "no", "id", "who"),
    family="promo",
    severity="review",
    citation="21 CFR 314.80, 600.80, 803; EU GVP Module VI",
    demand="Pregnancy, overdose, misuse, mistakes, lack of effect, suspected fakes and faulty products are "
    "collected like side effects.",
    check=check,
    texts=say(
        en=(
            "A special situation to report",
            "“{text}” beside a product belongs to the safety team.",
            "Pass it on within a working day and answer with the safety contact; give no advice here.",
        ),
        id=(
            "Situasi khusus yang perlu dilaporkan",
            "“{text}” di dekat produk adalah urusan tim keamanan obat.",
            "Teruskan dalam satu hari kerja dan jawab dengan kontak keamanan; jangan memberi saran di sini.",
        ),
        nb=(
            "En særlig situasjon å melde",
            "«{text}» ved et produkt hører til sikkerhetsteamet.",
            "Gi det videre innen en arbeidsdag, og svar med sikkerhetskontakten; gi ingen råd her.",
        ),
    ),
    examples=(
        bad("The Dermyxa pen jammed twice", direction="in", surface="comment", profile=PLAIN),
        bad("Dermyxa virker ikke lenger", "nb", direction="in", surface="comment", profile=PLAIN),
        bad("Lagi hamil dan pakai Dermyxa", "id", direction="in", surface="comment", profile=PLAIN),
        good("Is Dermyxa covered by my plan?", direction="in", surface="comment", profile=PLAIN),
    ),
    how="Own product names, or medicines under a maker's post, with words for the situations.",
    not_checked="Whether the four elements of a report are complete.",
    directions=("in",),
)
