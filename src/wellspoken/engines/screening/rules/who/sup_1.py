"""SUP-1: supplements and gadgets do not treat disease."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.remedies import disease_claims, false_approval, unproven_claims
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Disease claims for supplements, oils, teas, drips and gadgets, and for methods whose effect is not shown."""
    for start, end in disease_claims(doc):
        yield Hit(start, end, "CLAIM")
    for start, end in (*unproven_claims(doc), *false_approval(doc)):
        yield Hit(start, end, "CLAIM")


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
        bad("Our new stem cell injections cure arthritis."),
        bad("Terapi ozon kami menyembuhkan stroke.", "id"),
        bad("Kosttilskuddet vårt virker mot migrene, bestill nå", "nb"),
        good("Peppermint tea is lovely. It isn't a treatment for IBS."),
        good("Teh jahe enak, tapi bukan pengganti obat TBC.", "id"),
    ),
    how="Words for remedies and unproven methods with a word for an effect beside a complaint; "
    "tags that promise a cure; registration shown as proof.",
    not_checked="Hints by pictures.",
    directions=("out",),
)
