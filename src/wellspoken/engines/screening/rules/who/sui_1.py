"""SUI-1: no method, place or note."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.suicide import about_suicide, told
from wellspoken.engines.screening.tied import EVERYWHERE

_METHOD = wordlists.phrases("health", "method")


def check(doc: Document) -> Iterator[Hit]:
    """Methods, places and notes in a text about suicide, and methods that can mean nothing else."""
    if not about_suicide(doc):
        return
    spots = [*doc.find(_METHOD), *((f.start, f.end) for f in told(doc, "method"))]
    last = -1
    for start, end in sorted(spots):
        if start >= last:
            last = end
            yield Hit(start, end, "METHOD", fix=Replacement("", "redact"))


RULE = Rule(
    id="SUI-1",
    packs=EVERYWHERE,
    family="suicide",
    severity="block",
    citation="reportingonsuicide.org; Samaritans; WHO media resource 2023",
    demand="Never describe or picture the method, the place or a note.",
    check=check,
    texts=say(
        en=(
            "Tells how or where",
            "“{text}” describes a method, a place or a note.",
            "Leave it out, in the picture text as well.",
        ),
        id=(
            "Menyebut cara atau tempat",
            "“{text}” menggambarkan cara, tempat, atau surat.",
            "Hapus, juga di teks gambar.",
        ),
        nb=(
            "Forteller hvordan eller hvor",
            "«{text}» beskriver metode, sted eller brev.",
            "Utelat det, også i bildeteksten.",
        ),
    ),
    examples=(
        bad("Student dies by suicide, jumped from the North Bridge."),
        bad("Han tok livet sitt, hengte seg hjemme.", "nb"),
        bad("Remaja bunuh diri, lompat dari gedung.", "id"),
        good("A student has died by suicide. Support is here: call 988."),
        good("The children jumped from the pool edge."),
    ),
    how="Words for methods and places in a text about suicide.",
    not_checked="Hints and pictures.",
    directions=("out",),
)
