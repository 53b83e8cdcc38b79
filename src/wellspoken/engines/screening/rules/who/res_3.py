"""RES-3: what is being studied is not yet known to work."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_WORKS = wordlists.phrases("claims", "assert works")
_UNKNOWN = wordlists.phrases("claims", "not known")
_STUDY = wordlists.phrases("promo", "trial")
_OURS = wordlists.phrases("care", "ours")
_REACH = 120


def check(doc: Document) -> Iterator[Hit]:
    """Words of safety or effect beside a study of ours, and no word that it is not yet known."""
    promo = doc.promotion
    if doc.incoming or promo.corrects or promo.cited or not doc.has(_STUDY):
        return
    if not (doc.has(_OURS) or promo.recruits or promo.mentions):
        return
    claims = [(c.start, c.end) for c in promo.claims if c.cure or c.treats]
    for start, end in [*doc.find(_WORKS), *claims]:
        sentence = doc.sentence_at(start)
        low, high = max(0, sentence.start - _REACH), sentence.end + _REACH
        if doc.has(_UNKNOWN, low, high) or promo.denied(start) or not doc.has(_STUDY, low, high):
            continue
        yield Hit(start, end, "INVESTIGATIONAL")
        return


RULE = Rule(
    id="RES-3",
    packs=("us", "no", "id", "who"),
    family="promo",
    severity="block",
    citation="21 CFR 312.7(a), 812.7; FDA information sheet on recruiting",
    demand="No statement that a product under study is safe or effective.",
    check=check,
    texts=say(
        en=(
            "Under study, not proven",
            "“{text}” says that something under study works or is safe.",
            "Say “we are studying whether …”.",
        ),
        id=(
            "Masih diteliti, belum terbukti",
            "“{text}” menyatakan sesuatu yang masih diteliti sudah berkhasiat atau aman.",
            "Katakan “kami sedang meneliti apakah …”.",
        ),
        nb=(
            "Under utprøving, ikke bevist",
            "«{text}» sier at noe under utprøving virker eller er trygt.",
            "Si «vi undersøker om …».",
        ),
    ),
    examples=(
        bad("Our new cancer vaccine works! Early patients in the trial are tumor free."),
        bad("Kreftvaksinen vår virker! Alle i studien er blitt friske.", "nb"),
        bad("Vaksin kanker kami terbukti, semua peserta penelitian sembuh!", "id"),
        good("We are studying whether a new inhaler helps in asthma. We don't know yet if it works."),
        good("Vi vet ikke om den virker. REK-godkjent studie.", "nb"),
    ),
    how="Study words with efficacy words and no word that it is not yet known.",
    not_checked="Investigational products by their names.",
    directions=("out",),
)
