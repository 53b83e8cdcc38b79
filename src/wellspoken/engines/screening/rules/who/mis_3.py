"""MIS-3: certainty matches the evidence."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import together
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sources import preprint, sourced
from wellspoken.engines.screening.stance import denied
from wellspoken.engines.screening.tied import EVERYWHERE

_PREPRINT = wordlists.phrases("health", "called a preprint")


def check(doc: Document) -> Iterator[Hit]:
    """Relative risks alone, and preprints that are not called so."""
    if doc.talking or doc.incoming:
        return
    for found in together(doc, "truth", doc.reads):
        if found.name == "relative" and not denied(doc, found.start, found.end, found.spots):
            yield Hit(found.start, found.end, "CLAIM", severity="advise" if sourced(doc) else None)
            return
    link = preprint(doc)
    if link and not doc.has(_PREPRINT):
        at = doc.text.find(link)
        yield Hit(at, at + len(link), "LINK", variant="preprint")


RULE = Rule(
    id="MIS-3",
    packs=EVERYWHERE,
    family="source",
    severity="review",
    citation="Practice; risk communication guidance",
    demand="Words of certainty match the evidence: relative risks come with absolute numbers, preprints are called so.",
    check=check,
    texts=say(
        en=(
            "A risk without its size",
            "“{text}” gives a relative risk without saying how big the risk is.",
            "Add the absolute numbers: “from 2 in 1,000 to 1 in 1,000”.",
        ),
        id=(
            "Risiko tanpa ukuran",
            "“{text}” memberi risiko relatif tanpa menyebut besarnya.",
            "Tambahkan angka absolut: “dari 2 per 1.000 menjadi 1 per 1.000”.",
        ),
        nb=(
            "En risiko uten størrelse",
            "«{text}» oppgir en relativ risiko uten å si hvor stor den er.",
            "Legg til absolutte tall: «fra 2 av 1000 til 1 av 1000».",
        ),
    ),
    examples=(
        bad("Cuts your risk by 50 percent!"),
        bad("Halverer risikoen din med 50 prosent.", "nb"),
        bad("Menurunkan risiko sampai 50 persen.", "id"),
        bad("It works, see medrxiv.org/content/1"),
        good("The risk falls from 2 in 1,000 to 1 in 1,000: cuts the risk by half, in 1,000 people one is spared."),
        good("A preprint, not yet reviewed: medrxiv.org/content/1"),
    ),
    how="A percentage of risk without absolute numbers; links to preprints without the word.",
    not_checked="Whether the numbers are right.",
    directions=("out",),
    variants={
        "preprint": say(
            en=(
                "A preprint that is not called so",
                "“{text}” has not been reviewed by other researchers.",
                "Say “preprint, not yet reviewed”, and add a reviewed source.",
            ),
            id=(
                "Pracetak tanpa keterangan",
                "“{text}” belum ditelaah peneliti lain.",
                "Tulis “pracetak, belum ditelaah”, dan tambahkan sumber yang sudah ditelaah.",
            ),
            nb=(
                "Et fortrykk som ikke er merket",
                "«{text}» er ikke vurdert av andre forskere.",
                "Skriv «fortrykk, ikke fagfellevurdert», og legg til en vurdert kilde.",
            ),
        ),
    },
)
