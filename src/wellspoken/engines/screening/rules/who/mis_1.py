"""MIS-1: A claim from new research is published only after the seven steps."""

from collections.abc import Iterator

from wellspoken.engines.screening.combos import together
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sources import sourced
from wellspoken.engines.screening.stance import denied
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """News from research told as a fact."""
    if doc.talking or doc.incoming:
        return
    for found in together(doc, "truth", doc.reads):
        if found.name in ("news", "certain") and not denied(doc, found.start, found.end, found.spots):
            yield Hit(found.start, found.end, "CLAIM", severity="advise" if sourced(doc) else None)
            return


RULE = Rule(
    id="MIS-1",
    packs=EVERYWHERE,
    family="source",
    severity="review",
    citation="WHO: seven steps to identify false information",
    demand="A claim from new research is published only after the seven steps.",
    check=check,
    texts=say(
        en=(
            "News from research",
            "“{text}” reports new research as a fact.",
            (
                "Take the seven steps first: source, story, author, date, evidence, bias, fact-checkers. Say how big "
                "the study was."
            ),
        ),
        id=(
            "Kabar penelitian baru",
            "“{text}” menyampaikan penelitian baru sebagai fakta.",
            (
                "Lakukan tujuh langkah dulu: sumber, isi, penulis, tanggal, bukti, bias, pemeriksa fakta. Sebutkan "
                "besar studinya."
            ),
        ),
        nb=(
            "Nytt fra forskningen",
            "«{text}» melder ny forskning som fakta.",
            (
                "Ta de sju stegene først: kilde, innhold, forfatter, dato, belegg, egne holdninger, faktasjekkere. Si "
                "hvor stor studien var."
            ),
        ),
    ),
    examples=(
        bad("New study: coffee cures dementia"),
        bad("Ny studie beviser at kaffe kurerer demens.", "nb"),
        bad("Penelitian terbaru membuktikan kopi menyembuhkan pikun.", "id"),
        good("One study of 500 adults found an association; we do not know the cause. doi.org/10.1000/1"),
        good("New study: volunteers needed for a sleep trial."),
        good("Ny studie: vi søker deltakere.", "nb"),
    ),
    how="Words for new or single studies beside a strong outcome; advice when a credible source is linked.",
    not_checked="Whether the seven steps were taken; the fact desk records that.",
    directions=("out",),
)
