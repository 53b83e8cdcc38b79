"""RES-3: what is being studied is not yet known to work."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.products import mentions
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_TRIAL = wordlists.phrases("promo", "trial")
_WORKS = wordlists.phrases("promo", "works")
_UNKNOWN = wordlists.phrases("promo", "unknown")
_CAUTION = wordlists.phrases("promo", "caution")


def check(doc: Document) -> Iterator[Hit]:
    """Investigational products called safe or effective."""
    if doc.incoming or doc.has(_UNKNOWN) or doc.has(_CAUTION) or not doc.has(_TRIAL):
        return
    if not (doc.has(OURS) or mentions(doc)):
        return
    for start, end in doc.find(_WORKS):
        sentence = doc.sentence_at(start)
        cited = any(w in doc.lower for w in ("nejm", "doi", "lancet", "jama"))
        if not cited and (doc.has(_TRIAL, max(0, sentence.start - 120), sentence.end + 120)):
            yield Hit(start, end, "INVESTIGATIONAL")
            return


OURS = wordlists.phrases("care", "ours")


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
