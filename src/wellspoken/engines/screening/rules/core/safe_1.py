"""SAFE-1: signs of violence go to a person at once."""

from collections.abc import Iterator

from wellspoken.engines.screening.danger import harmed
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Words of violence, fear and threat in what the public writes."""
    for start, end in harmed(doc):
        yield Hit(start, end, "RISK")


RULE = Rule(
    id="SAFE-1",
    packs=EVERYWHERE,
    family="danger",
    severity="review",
    citation="Child protection and domestic violence practice; helsepersonelloven § 33; UU 23/2004",
    demand="Signs that a child or an adult is being hurt are never left to an automatic answer.",
    check=check,
    texts=say(
        en=(
            "Somebody may be being hurt",
            "“{text}” can mean that this person is being hurt by somebody.",
            "Have a trained person answer at once, privately, with the right helpline.",
        ),
        id=(
            "Seseorang mungkin disakiti",
            "“{text}” bisa berarti orang ini disakiti oleh seseorang.",
            "Minta petugas terlatih segera menjawab secara pribadi dengan nomor bantuan yang tepat.",
        ),
        nb=(
            "Noen kan bli utsatt for vold",
            "«{text}» kan bety at noen skader denne personen.",
            "La en som er opplært, svare straks og privat, med riktig hjelpetelefon.",
        ),
    ),
    examples=(
        bad("my dad hits me when he is drunk, what do i do", direction="in", surface="dm"),
        bad("pappa slår meg, tør ikke gå hjem", "nb", direction="in", surface="dm"),
        bad("aku dipukul suami tiap malam", "id", direction="in", surface="dm"),
        good("my dad loves your cafeteria", direction="in"),
    ),
    how="Phrases in three languages in incoming messages and comments.",
    not_checked="Veiled words; a person should still read every message.",
    directions=("in",),
)
