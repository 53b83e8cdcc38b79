"""FDA-1: benefit and risk of a prescription medicine stand together."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.products import mentions
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say

_BENEFIT = wordlists.phrases("promo", "benefit")
_RISK = wordlists.phrases("promo", "risk")
_CAUTION = wordlists.phrases("promo", "caution")
_STUDY = wordlists.phrases("promo", "study")
_UNKNOWN = wordlists.phrases("promo", "unknown")


def check(doc: Document) -> Iterator[Hit]:
    """Named prescription medicines with a benefit and without their risks."""
    if (doc.talking and not doc.ctx.profile.products) or doc.has(_CAUTION):
        return
    for mention in mentions(doc):
        if not mention.prescription or not doc.has(_BENEFIT):
            continue
        text = mention.record.risk_text if mention.record else ""
        if doc.has(_RISK):
            figures = doc.has(_STUDY) and "%" in doc.text
            if figures:
                yield Hit(mention.start, mention.end, "PRODUCT", variant="figures", severity="review")
        elif doc.has(_STUDY) and doc.has(_UNKNOWN):
            return
        else:
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
    demand="Whenever a benefit of a prescription medicine is shown, "
    "its main risks are shown in the same post; a link does not cure missing risk.",
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
        bad(
            "Cardexa (velmatrine) cuts stroke risk. Ask your doctor today.",
            profile={
                "kind": "pharma",
                "countries": ["us"],
                "products": [
                    {
                        "brand": "Cardexa",
                        "generic": "velmatrine",
                        "rx": True,
                        "risk": "Cardexa can cause serious bleeding.",
                    }
                ],
            },
        ),
        bad("No more migraines. Aimovig."),
        good(
            "Cardexa reduces the risk of stroke. WARNING: Cardexa can cause serious bleeding. Do not take it if you "
            "have active bleeding.",
            profile={"kind": "pharma", "countries": ["us"], "products": [{"brand": "Cardexa", "rx": True}]},
        ),
        good("Fake Ozempic pens were found. Never buy them online."),
    ),
    how="Own product records and a list of prescription names; benefit words without risk words in the post.",
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
