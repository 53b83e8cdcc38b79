"""FDA-8: a short post holds benefit, risk, names and a risk link, or is not used."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.recognisers.link import host
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import BOXED

_SHORT = 300


def check(doc: Document) -> Iterator[Hit]:
    """Short posts with the benefit of an own product that lack risk, or a link to its risk page."""
    promo = doc.promotion
    own = [m for m in promo.prescription if m.record and m.record.risk_link]
    if doc.talking or promo.innocent or not promo.benefit or not own or len(doc.text) > _SHORT:
        return
    first, record = own[0], own[0].record
    linked = record is not None and any(
        host(doc.text[e.start : e.end]) == host(record.risk_link) for e in doc.labelled("URL")
    )
    sentence = doc.sentence_at(first.start)
    if not promo.balanced(first):
        yield Hit(sentence.start, sentence.end, "SHORT_POST")
    elif not linked and record is not None:
        at = len(doc.text)
        fix = Replacement(" " + record.risk_link, "add", at, at)
        yield Hit(sentence.start, sentence.end, "SHORT_POST", variant="link", severity="advise", fix=fix)


RULE = Rule(
    id="FDA-8",
    packs=("us",),
    family="promo",
    severity="block",
    citation="FDA draft guidance on character space limitations, June 2014 (draft)",
    demand="A short post with a benefit also holds the most serious risks, brand and generic name, and a "
    "direct link to a page about risks; if it does not fit, another form is chosen.",
    check=check,
    texts=say(
        en=(
            "Too short for benefit and risk",
            "This short post tells a benefit and leaves out the most serious risks.",
            "Make room for the risks and the risk link, or use a longer form.",
        ),
        id=(
            "Terlalu pendek untuk manfaat dan risiko",
            "Unggahan pendek ini menyebut manfaat tanpa risiko terberat.",
            "Sediakan tempat untuk risiko dan tautannya, atau pakai bentuk yang lebih panjang.",
        ),
        nb=(
            "For kort til nytte og risiko",
            "Dette korte innlegget nevner nytte og utelater den alvorligste risikoen.",
            "Gi plass til risiko og lenke, eller bruk en lengre form.",
        ),
    ),
    examples=(
        bad("Velluma helps you reach your numbers!", profile=BOXED),
        bad("Velluma lowers blood pressure. It may cause dizziness.", profile=BOXED),
        good(
            "Velluma lowers blood pressure in adults. It may cause dizziness: velluma.example.com/safety", profile=BOXED
        ),
        good("Velluma (sorbivaptan)", profile=BOXED),
    ),
    how="Posts of up to 300 characters with a benefit: risk words and a link to the record's risk page.",
    not_checked="Whether the linked page is only about risks.",
    directions=("out",),
    countries=("us",),
    variants={
        "link": say(
            en=(
                "A direct risk link is missing",
                "The post tells the risks but does not link to the page about them.",
                "Add the link to the risk page.",
            ),
            id=(
                "Tautan langsung ke risiko tidak ada",
                "Unggahan menyebut risiko tetapi tidak menautkan halamannya.",
                "Tambahkan tautan ke halaman risiko.",
            ),
            nb=(
                "En direkte lenke om risiko mangler",
                "Innlegget nevner risikoen, men lenker ikke til siden om den.",
                "Legg til lenken til risikosiden.",
            ),
        ),
    },
)
