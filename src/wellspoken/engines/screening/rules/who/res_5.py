"""RES-5: screening for a study is not done in comments."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_ASKS = wordlists.phrases("promo", "screen here")
_STUDY = wordlists.phrases("claims", "study noun")
_RECRUIT = wordlists.phrases("claims", "recruit")
_ALLOCATION = wordlists.phrases("promo", "unblinding")
_SYMPTOM = wordlists.phrases("promo", "symptom")


def check(doc: Document) -> Iterator[Hit]:
    """Calls to tell one's condition in public; side effects and talk of treatment arms under a call."""
    if not doc.incoming:
        if doc.promotion.studied:
            for start, end in doc.find(_ASKS):
                yield Hit(start, end, "SCREENING")
                return
        return
    if doc.parent.has(_STUDY) and (doc.parent.has(_RECRUIT) or doc.has(_ALLOCATION)):
        for start, end in [*doc.find(_ALLOCATION), *doc.find(_SYMPTOM)]:
            yield Hit(start, end, "SCREENING", variant="thread")
            return


RULE = Rule(
    id="RES-5",
    packs=("us", "eu", "no", "id", "who"),
    family="promo",
    severity="review",
    citation="45 CFR 164.508, 164.512(i); GDPR art. 9; Regulation (EU) 536/2014",
    demand="Screening questions belong on the study's own secure form; comments under a call are watched "
    "for side effects and talk of treatment arms.",
    check=check,
    texts=say(
        en=(
            "Asks people to tell their condition here",
            "“{text}” asks people to show their condition in public.",
            "Link to the study's secure form or give a phone number.",
        ),
        id=(
            "Meminta orang menyebut kondisinya di sini",
            "“{text}” meminta orang membuka kondisinya di depan umum.",
            "Tautkan ke formulir aman penelitian atau beri nomor telepon.",
        ),
        nb=(
            "Ber folk oppgi tilstanden sin her",
            "«{text}» ber folk vise tilstanden sin offentlig.",
            "Lenk til studiens sikre skjema, eller oppgi et telefonnummer.",
        ),
    ),
    examples=(
        bad("Comment YES if you have HIV and want to join our study. IRB 24-118"),
        bad("Kommenter hvis du har astma og vil delta i studien. REK 2026/1", "nb"),
        bad("Komentar jika punya asma dan ingin ikut penelitian. KEPK 1/2026", "id"),
        bad(
            "I think I got the placebo",
            direction="in",
            surface="comment",
            parent="Volunteers needed for our asthma study.",
        ),
        good("See if the study fits you: example.org/form. IRB 24-118."),
        good("Where is parking?", direction="in", surface="comment", parent="Volunteers needed for our asthma study."),
    ),
    how="Phrases that ask for a condition in a text about a study; symptom and treatment-arm words under a call.",
    not_checked="How the advert is targeted.",
    directions=("out", "in"),
    variants={
        "thread": say(
            en=(
                "A study matter in the comments",
                "“{text}” may be a side effect or may reveal who gets which treatment.",
                "Tell the study team and answer with the safe contact.",
            ),
            id=(
                "Urusan penelitian di komentar",
                "“{text}” bisa berupa efek samping atau membuka siapa mendapat perlakuan apa.",
                "Beri tahu tim penelitian dan jawab dengan kontak yang aman.",
            ),
            nb=(
                "En studiesak i kommentarene",
                "«{text}» kan være en bivirkning eller avsløre hvem som får hvilken behandling.",
                "Si fra til studieteamet, og svar med den trygge kontakten.",
            ),
        ),
    },
)
