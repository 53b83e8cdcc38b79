"""FDA-3: only approved uses."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.products import Mention, carried
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import PLAIN

_OFF_LABEL = wordlists.phrases("promo", "off label")
_TROUBLE = wordlists.phrases("claims", "trouble")
_CHILDREN = wordlists.phrases("claims", "children")
_QUESTION = wordlists.phrases("promo", "approved only")


def check(doc: Document) -> Iterator[Hit]:
    """Further uses offered, and complaints beside an own product that its record does not name."""
    promo = doc.promotion
    if promo.innocent or doc.has(_QUESTION) or not promo.prescription:
        return
    for start, end in doc.find(_OFF_LABEL):
        yield Hit(start, end, "USE")
        return
    if doc.talking or promo.studied:
        return
    for mention in promo.own:
        if mention.prescription and not mention.investigational:
            yield from _other_use(doc, mention)
            return


def _other_use(doc: Document, mention: Mention) -> Iterator[Hit]:
    """A complaint in the product's sentence that neither its indication nor its risk text knows."""
    record = mention.record
    if record is None or not record.indications:
        return
    sentence = doc.sentence_at(mention.start)
    known = f"{record.indications} {record.limitations} {record.risk_text} {record.boxed_warning}".lower()
    if "adult" in known and "child" not in known and not doc.promotion.warns:
        for start, end in doc.find(_CHILDREN):
            if not doc.promotion.denied(start) and carried(known, doc.lower[start:end]) == 0.0:
                yield Hit(start, end, "USE", variant="unknown")
                return
    for start, end in doc.find(_TROUBLE):
        inside = sentence.start <= start < sentence.end
        if inside and not doc.promotion.denied(start) and carried(known, doc.lower[start:end]) == 0.0:
            yield Hit(start, end, "USE", variant="unknown")
            return


RULE = Rule(
    id="FDA-3",
    packs=("us",),
    family="promo",
    severity="block",
    citation="FD&C Act 502(f)(1), 505; FDA guidance on unapproved uses, January 2025",
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
        bad("Dermyxa isn't just for eczema.", profile=PLAIN),
        bad("Dermyxa for hair loss? Yes! #alopecia", profile=PLAIN),
        good("The walk also helps your mood."),
        good(
            "Dermyxa is for moderate to severe atopic dermatitis in adults. It may cause serious allergic reactions.",
            profile=PLAIN,
        ),
        good(
            "We can only discuss approved uses of Dermyxa here.",
            surface="reply",
            parent="Does Dermyxa help hives?",
            profile=PLAIN,
        ),
    ),
    how="Phrases for a further use beside a prescription medicine; complaints in the sentence of an own "
    "product that its record does not name.",
    not_checked="Uses shown by pictures.",
    directions=("out",),
    countries=("us",),
    variants={
        "unknown": say(
            en=(
                "A complaint outside the approved use",
                "“{text}” is not part of the product's approved use.",
                "Take it out, or correct the product record.",
            ),
            id=(
                "Keluhan di luar kegunaan yang disetujui",
                "“{text}” bukan bagian dari kegunaan produk yang disetujui.",
                "Hapus, atau perbaiki data produk.",
            ),
            nb=(
                "En plage utenfor godkjent bruk",
                "«{text}» er ikke en del av produktets godkjente bruk.",
                "Ta det bort, eller rett produktopplysningene.",
            ),
        ),
    },
)
