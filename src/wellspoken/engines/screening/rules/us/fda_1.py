"""FDA-1: benefit and risk of a prescription medicine stand together."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.public_medicines import only_warned
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import BOXED, PLAIN

_UNKNOWN = wordlists.phrases("claims", "not known")


def check(doc: Document) -> Iterator[Hit]:
    """The first named prescription medicine that is shown with a benefit and without its risks."""
    promo = doc.promotion
    if (doc.talking and not promo.own) or promo.innocent or promo.news or not (promo.benefit or promo.studied):
        return
    for mention in promo.prescription:
        if mention.investigational or (promo.studied and doc.has(_UNKNOWN)):
            continue
        if only_warned(doc, mention):
            return
        outside = promo.cited and not promo.own and not promo.sells
        if promo.balanced(mention) or outside:
            if promo.studied and any(c.isdigit() for c in doc.text):
                yield Hit(mention.start, mention.end, "PRODUCT", variant="figures", severity="review")
        else:
            text = mention.record.risk_text if mention.record else ""
            at = len(doc.text)
            fix = Replacement(" " + text, "add", at, at) if text else None
            yield Hit(mention.start, mention.end, "PRODUCT", {"risk": text[:120] or "-"}, fix=fix)
        return


RULE = Rule(
    id="FDA-1",
    packs=("us",),
    family="promo",
    severity="block",
    citation="21 CFR 202.1(e)(5)(ii), (e)(6)-(7); FD&C Act 502(a), (n)",
    demand="Whenever a benefit of a prescription medicine is shown, its main risks are shown in the same "
    "post; a link does not cure missing risk.",
    check=check,
    texts=say(
        en=(
            "Benefit without risk",
            "“{text}” is shown with a benefit, and its risks are missing.",
            "Add the approved risk text in the same post; a link is not enough.",
        ),
        id=(
            "Manfaat tanpa risiko",
            "“{text}” ditampilkan dengan manfaat, tanpa risikonya.",
            "Tambahkan teks risiko yang disetujui di unggahan yang sama; tautan saja tidak cukup.",
        ),
        nb=(
            "Nytte uten risiko",
            "«{text}» vises med nytte, og risikoen mangler.",
            "Legg til den godkjente risikoteksten i samme innlegg; en lenke er ikke nok.",
        ),
    ),
    examples=(
        bad("Velluma (sorbivaptan) brings blood pressure down. Ask your doctor today.", profile=BOXED),
        bad("No more migraines. Aimovig."),
        bad("Skyrizi cleared my psoriasis. Ask for it!"),
        good(
            "Velluma lowers blood pressure. WARNING: Velluma can harm an unborn baby. It may cause dizziness.",
            profile=BOXED,
        ),
        good("Fake Ozempic pens were found. Never buy them online."),
        good("Dermyxa (pelorimab) injection. Rx only. Booth 118.", profile=PLAIN),
    ),
    how="Own product records, a list of prescription names and endings of substance names; words of "
    "benefit, complaint or invitation without risk words or the record's risk text.",
    not_checked="Prominence, pictures and voice-over.",
    directions=("out",),
    countries=("us",),
    variants={
        "figures": say(
            en=(
                "Study figures of a medicine",
                "“{text}” is shown with study figures.",
                "A medical reviewer checks the figures against the label.",
            ),
            id=(
                "Angka studi obat",
                "“{text}” ditampilkan dengan angka studi.",
                "Peninjau medis memeriksa angkanya dengan label.",
            ),
            nb=(
                "Studietall om et legemiddel",
                "«{text}» vises med studietall.",
                "En medisinsk fagperson sjekker tallene mot preparatomtalen.",
            ),
        ),
    },
)
