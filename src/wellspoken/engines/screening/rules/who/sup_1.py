"""SUP-1: supplements and gadgets do not treat disease."""

from collections.abc import Iterator

import re2

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_SUPPLEMENT = wordlists.phrases("promo", "supplement")
_DISEASE = wordlists.phrases("promo", "disease")
_BENEFIT = wordlists.phrases("promo", "benefit")
_SHOP = wordlists.phrases("promo", "shop")
_CAUTION = wordlists.phrases("promo", "caution")
_DISEASE_TAG = wordlists.phrases("promo", "disease tag")
_OWN_CODE = wordlists.phrases("promo", "own code")
_TAGS = re2.compile(
    r"#([a-z]+(?:cure|cures|anxiety|prevention|relief|healed|fri)|(?:end|stop|bebas|sembuh)[a-z]+)(?:[^a-z]|$)"
)
_NOT = Phrases(
    "not a treatment, isn't a treatment, won't cure, ingen behandling, bukan pengganti, does not, doesn't, "
    "ask your doctor before"
)


def check(doc: Document) -> Iterator[Hit]:
    """Disease claims for supplements, oils, teas, drips and gadgets."""
    if doc.incoming or doc.has(_CAUTION) or doc.has(_NOT):
        return
    kinds = {p.kind.lower() for p in doc.ctx.profile.products} | {doc.ctx.profile.kind.lower()}
    sells = any("supplement" in k or "suplemen" in k for k in kinds)
    if not (sells or doc.has(_SUPPLEMENT)):
        return
    for match in _TAGS.finditer(doc.lower):
        yield Hit(match.start(1), match.end(1), "CLAIM")
    if doc.has(_SHOP) or sells or doc.has(_OWN_CODE):
        for start, end in doc.find(_DISEASE):
            sentence = doc.sentence_at(start)
            if doc.has(_BENEFIT, sentence.start, sentence.end) or sells:
                yield Hit(start, end, "CLAIM")
                return


RULE = Rule(
    id="SUP-1",
    packs=("us", "no", "id", "who"),
    family="promo",
    severity="block",
    citation="FD&C Act 201(g)(1), 403(r)(6); Reg. (EC) 1924/2006 art. 10, 12; Peraturan BPOM 34/2022",
    citations={"no": "Reg. (EC) 1924/2006 art. 10, 12", "id": "Peraturan BPOM 34/2022"},
    demand="Supplements and gadgets may not claim to treat, cure, prevent or diagnose disease.",
    check=check,
    texts=say(
        en=(
            "A disease claim for a product",
            "“{text}” says or hints that a product acts on a disease.",
            "Keep to the approved or registered claim, without any disease.",
        ),
        id=(
            "Klaim penyakit untuk produk",
            "“{text}” menyatakan atau menyiratkan produk bekerja pada penyakit.",
            "Tetap pada klaim terdaftar, tanpa menyebut penyakit.",
        ),
        nb=(
            "En sykdomspåstand om et produkt",
            "«{text}» sier eller antyder at et produkt virker mot sykdom.",
            "Hold deg til den godkjente påstanden, uten sykdom.",
        ),
    ),
    examples=(
        bad("Our CBD oil prevents COVID. Shop now."),
        bad("Sudah terdaftar BPOM, jamu kami menyembuhkan kolesterol!", "id"),
        bad("Kosttilskuddet vårt virker mot migrene, bestill nå", "nb"),
        good("Peppermint tea is lovely. It isn't a treatment for IBS."),
        good("Teh jahe enak, tapi bukan pengganti obat TBC.", "id"),
    ),
    how="Product words, disease words and selling words together; tags that promise a cure.",
    not_checked="Hints by pictures.",
    directions=("out",),
)
