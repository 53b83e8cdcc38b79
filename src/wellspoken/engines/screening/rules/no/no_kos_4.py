"""NO-KOS-4: marketing that reaches people under 18 does not add to body pressure."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PROCEDURE = wordlists.phrases("promo", "cosmetic")
_YOUNG = frozenset(("tiktok", "snapchat", "instagram"))


def check(doc: Document) -> Iterator[Hit]:
    """Cosmetic procedures told to the young, by words or by the network chosen."""
    for found in promoted(doc, "norway", "minors"):
        yield Hit(found.start, found.end, "YOUNG")
        return
    spots = doc.find(_PROCEDURE)
    if spots and doc.ctx.network.lower() in _YOUNG and not (doc.talking or doc.promotion.innocent):
        yield Hit(*spots[0], "YOUNG")


RULE = Rule(
    id="NO-KOS-4",
    packs=("no",),
    family="promo",
    severity="review",
    citation="markedsføringsloven §§ 2, 19-21",
    demand="Marketing that reaches people under 18 does not add to body pressure.",
    check=check,
    texts=say(
        en=(
            "Cosmetics for the young",
            "“{text}” can reach people under 18 and add to body pressure.",
            "Choose another channel, and leave the young out of it.",
        ),
        id=(
            "Kosmetik untuk remaja",
            "“{text}” bisa menjangkau orang di bawah 18 tahun dan menambah tekanan tubuh.",
            "Pilih kanal lain dan jangan menyasar remaja.",
        ),
        nb=(
            "Kosmetiske inngrep mot unge",
            "«{text}» kan nå folk under 18 år og øke kroppspresset.",
            "Velg en annen kanal, og la være å rette det mot unge.",
        ),
    ),
    examples=(
        bad(
            "Ny glow til konfirmasjonen? Filler i leppene gir det lille ekstra.",
            "nb",
            profile={"kind": "clinic", "countries": ["no"]},
        ),
        bad(
            "Åpningstilbud på leppefiller hele uka.",
            "nb",
            network="tiktok",
            profile={"kind": "clinic", "countries": ["no"]},
        ),
        bad("Prom is near: lip filler glow-up!", profile={"kind": "clinic", "countries": ["no"]}),
        good("Leppefiller: risiko og pris på konsultasjonen.", "nb", profile={"kind": "clinic", "countries": ["no"]}),
        good("Ungdomshelsestasjonen har åpent på torsdager.", "nb"),
    ),
    how="Cosmetic offers on networks popular with the young, or beside words for them.",
    not_checked="Who really sees the post.",
    directions=("out",),
    countries=("no",),
)
