"""SAFE-3: signs that a body needs help now go to a person at once."""

from collections.abc import Iterator

from wellspoken.engines.screening.danger import body_in_danger
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.emergency import first_number
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """The first sign in what the public writes."""
    spot = body_in_danger(doc)
    if spot:
        yield Hit(*spot, "RISK", {"right": first_number(doc)})


RULE = Rule(
    id="SAFE-3",
    packs=EVERYWHERE,
    family="danger",
    severity="review",
    citation="National emergency numbers; first-aid guidance of health authorities",
    demand="Messages with signs that somebody needs help within minutes or hours are never left waiting.",
    check=check,
    texts=say(
        en=(
            "Somebody may need help now",
            "“{text}” can be a sign of danger to life.",
            "Answer now, as a person: say first to call {right}, and do not advise from afar.",
        ),
        id=(
            "Seseorang mungkin butuh pertolongan sekarang",
            "“{text}” bisa menjadi tanda bahaya bagi nyawa.",
            "Jawab sekarang sebagai manusia: minta dulu menghubungi {right}, dan jangan memberi saran dari jauh.",
        ),
        nb=(
            "Noen kan trenge hjelp nå",
            "«{text}» kan være et tegn på livsfare.",
            "Svar nå, som menneske: be dem først ringe {right}, og ikke gi råd på avstand.",
        ),
    ),
    examples=(
        bad("my husband has crushing chest pain and your line is busy", direction="in", surface="dm"),
        bad("mannen min har vondt i brystet og er kaldsvett", "nb", direction="in", surface="dm"),
        bad("bapak saya sesak napas, bibirnya biru, gimana ini", "id", direction="in", surface="dm"),
        good("What are the signs of a stroke? For a school poster.", direction="in", surface="comment"),
        good("Takk til dere, hjertestansen i fjor gikk bra!", "nb", direction="in", surface="comment"),
        good("Biaya rawat inap stroke ditanggung BPJS?", "id", direction="in", surface="comment"),
    ),
    how="Danger signs in three languages in incoming messages, unless the words are a general question, thanks or "
    "about the past.",
    not_checked="Signs in other words; a person should still read every message.",
    directions=("in",),
)
