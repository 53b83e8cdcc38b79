"""FDA-17: supplements treat no disease and carry the disclaimer."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.remedies import disease_claims
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say

_FUNCTION = wordlists.phrases("promo", "structure function")
_DISCLAIMER = wordlists.phrases("promo", "disclaimer")
_TEXT = (
    "This statement has not been evaluated by the Food and Drug Administration. "
    "This product is not intended to diagnose, treat, cure, or prevent any disease."
)


def check(doc: Document) -> Iterator[Hit]:
    """Disease claims, and claims about the body's functions without the two sentences of the law."""
    found = next(disease_claims(doc), None)
    if found:
        yield Hit(*found, "CLAIM")
        return
    promo = doc.promotion
    sold = promo.product_kind("supplement") or (promo.sells and promo.remedies)
    if sold and not promo.corrects and not doc.has(_DISCLAIMER):
        spots = [*doc.find(_FUNCTION), *((f.start, f.end) for f in promoted(doc, "sly", "function", "whom"))]
        level = "review" if promo.own and promo.product_kind("supplement") else "advise"
        at = len(doc.text)
        for start, end in spots[:1]:
            fix = Replacement(" " + _TEXT, "add", at, at)
            yield Hit(start, end, "CLAIM", variant="function", severity=level, fix=fix)


RULE = Rule(
    id="FDA-17",
    packs=("us",),
    family="promo",
    severity="block",
    citation="FD&C Act 201(g)(1), 403(r)(6); DSHEA",
    demand="Supplements are not said to treat, cure, prevent or diagnose disease; claims about the body's "
    "functions carry the standard disclaimer.",
    check=check,
    texts=say(
        en=(
            "A disease claim for a supplement",
            "“{text}” is a disease claim for something that is not a medicine.",
            "Take the disease out, or describe only the normal function with its disclaimer.",
        ),
        id=(
            "Klaim penyakit untuk suplemen",
            "“{text}” adalah klaim penyakit untuk produk yang bukan obat.",
            "Hapus penyakitnya, atau jelaskan hanya fungsi normal dengan penafiannya.",
        ),
        nb=(
            "En sykdomspåstand om et tilskudd",
            "«{text}» er en sykdomspåstand om noe som ikke er et legemiddel.",
            "Ta sykdommen bort, eller beskriv bare normal funksjon med forbehold.",
        ),
    ),
    examples=(
        bad("Elderberry cures flu."),
        bad("Our turmeric capsules relieve arthritis pain. Shop now."),
        bad("Supports immune health. Order our zinc gummies."),
        good(
            "Supports normal immune function. Order our zinc gummies. This statement has not been "
            "evaluated by the Food and Drug Administration. This product is not intended to "
            "diagnose, treat, cure, or prevent any disease."
        ),
        good("Zinc gummies do not cure a cold."),
    ),
    how="Remedy words with a cure or effect word beside a complaint; function claims without the disclaimer.",
    not_checked="Whether a function claim is backed by evidence.",
    directions=("out",),
    countries=("us",),
    variants={
        "function": say(
            en=(
                "The supplement disclaimer is missing",
                "“{text}” is a claim about the body, without the standard disclaimer.",
                "Add the two sentences.",
            ),
            id=(
                "Penafian suplemen tidak ada",
                "“{text}” adalah klaim tentang tubuh, tanpa penafian baku.",
                "Tambahkan dua kalimat itu.",
            ),
            nb=(
                "Forbeholdet for tilskudd mangler",
                "«{text}» er en påstand om kroppen uten standardforbeholdet.",
                "Legg til de to setningene.",
            ),
        ),
    },
)
