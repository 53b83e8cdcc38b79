"""FDA-18: disease awareness hints at no product."""

from collections.abc import Iterator
from itertools import chain

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.hinting import hints
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import PLAIN

_MAKERS = ("pharma", "device")


def check(doc: Document) -> Iterator[Hit]:
    """Awareness posts of a maker that point at its own medicine without naming it, and sponsors' announcements."""
    if doc.talking or doc.promotion.innocent or doc.promotion.prescription:
        return
    found = ((f.start, f.end) for f in promoted(doc, "sly", "sponsor-tease"))
    for start, end in chain(hints(doc) if doc.ctx.profile.kind in _MAKERS else (), found):
        yield Hit(start, end, "HINT")
        return


RULE = Rule(
    id="FDA-18",
    packs=("us",),
    family="promo",
    severity="review",
    citation="FDA practice on help-seeking communications (draft guidance 2004)",
    demand="Disease awareness names and hints at no product: no slogan, no only drug of its kind, no link "
    "to the brand's page.",
    check=check,
    texts=say(
        en=(
            "A hint at a product",
            "“{text}” points at a treatment in a post about a disease.",
            "Speak of the disease and the doctor only, or name the product with everything that belongs to it.",
        ),
        id=(
            "Isyarat ke produk",
            "“{text}” mengarah ke suatu pengobatan dalam unggahan tentang penyakit.",
            "Bicarakan penyakit dan dokter saja, atau sebut produknya beserta semua yang wajib.",
        ),
        nb=(
            "Et hint om et produkt",
            "«{text}» peker mot en behandling i et innlegg om en sykdom.",
            "Skriv bare om sykdommen og legen, eller nevn produktet med alt som hører til.",
        ),
    ),
    examples=(
        bad("Stubborn eczema? Ask your doctor about a new every-four-weeks shot.", profile=PLAIN),
        bad("Eczema keeps you up? Learn more: dermyxa.example.com", profile=PLAIN),
        bad("Something for stubborn eczema is coming this spring. Stay tuned.", profile=PLAIN),
        bad(
            "Our sponsor has a big announcement about asthma treatment at the finish line.", profile={"kind": "charity"}
        ),
        good("Our sponsor pays for the walk. See you at the finish line.", profile={"kind": "charity"}),
        good("Itchy skin at night? It could be eczema. Talk to your doctor.", profile=PLAIN),
    ),
    how="A maker's own indication, or a complaint, beside words for an unnamed new treatment, or a link "
    "to the brand's page.",
    not_checked="Brand colours and pictures.",
    directions=("out",),
    countries=("us",),
)
