"""NO-KOS-1: no before-and-after pictures of cosmetic procedures."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.results import compared
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PAIR = wordlists.phrases("promo", "pair")
_COSMETIC = wordlists.phrases("promo", "cosmetic")
_AFTER_ONLY = wordlists.phrases("promo", "after only")


def check(doc: Document) -> Iterator[Hit]:
    """Paired pictures; a result alone is looked at by a person."""
    cosmetic = doc.has(_COSMETIC)
    paired = any(_PAIR.first(m.alt.lower()) for m in doc.ctx.media)
    spots = sorted([*doc.find(_PAIR), *((f.start, f.end) for f in promoted(doc, "norway", "pair")), *compared(doc)])
    if (spots or paired) and (cosmetic or doc.ctx.profile.kind == "clinic"):
        yield Hit(*(spots[0] if spots else (0, 0)), "BEFORE_AFTER")
        return
    alone = doc.find(_AFTER_ONLY) if cosmetic else []
    for start, end in [*alone, *((f.start, f.end) for f in promoted(doc, "sly", "after"))][:1]:
        yield Hit(start, end, "BEFORE_AFTER", variant="after", severity="review")


RULE = Rule(
    id="NO-KOS-1",
    packs=("no",),
    family="promo",
    severity="block",
    citation="forskrift om markedsføring av kosmetiske inngrep § 5",
    demand="Before-and-after pictures of cosmetic procedures are not allowed.",
    check=check,
    texts=say(
        en=(
            "Before and after",
            "Before-and-after pictures of cosmetic procedures are not allowed in Norway.",
            "Use another picture.",
        ),
        id=(
            "Sebelum dan sesudah",
            "Gambar sebelum-sesudah prosedur kosmetik dilarang di Norwegia.",
            "Gunakan gambar lain.",
        ),
        nb=(
            "Før og etter",
            "Før- og etterbilder av kosmetiske inngrep er ikke tillatt.",
            "Bruk et annet bilde.",
        ),
    ),
    examples=(
        bad("Lepper før, lepper etter #førogetter", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        bad("Nydelig resultat etter laser mot rødme", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        good("Før operasjonen kan du spise lett.", "nb"),
    ),
    how="Words in the text and in alternative texts.",
    not_checked="The pictures themselves.",
    directions=("out",),
    countries=("no",),
    variants={
        "after": say(
            en=(
                "A result picture",
                "“{text}” shows the result of a cosmetic procedure.",
                "A reviewer checks that it does not press people.",
            ),
            id=(
                "Gambar hasil",
                "“{text}” menampilkan hasil prosedur kosmetik.",
                "Peninjau memeriksa agar tidak menekan orang.",
            ),
            nb=(
                "Et resultatbilde",
                "«{text}» viser resultatet av et kosmetisk inngrep.",
                "En kontrollør sjekker at det ikke skaper press.",
            ),
        ),
    },
)
