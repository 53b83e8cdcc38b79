"""LANG-4: machine translations of words about care are checked by a qualified person."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.health_claims import claims_something
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_CARE = wordlists.phrases("care", "care")


def check(doc: Document) -> Iterator[Hit]:
    """Machine translations about care that nobody has checked."""
    if doc.ctx.translation != "machine":
        return
    if doc.has(_CARE) or claims_something(doc):
        yield Hit(0, len(doc.text), "TRANSLATION")


RULE = Rule(
    id="LANG-4",
    packs=EVERYWHERE,
    family="conduct",
    severity="review",
    citation="45 CFR 92.201(c)(3); CLAS standards",
    demand="Machine translations of words about care are checked by a qualified person.",
    check=check,
    texts=say(
        en=(
            "An unchecked translation",
            "This text about care was translated by a machine.",
            "Ask a qualified person to check it, and record the name.",
        ),
        id=(
            "Terjemahan belum diperiksa",
            "Teks tentang layanan kesehatan ini diterjemahkan mesin.",
            "Mintalah orang yang kompeten memeriksanya, dan catat namanya.",
        ),
        nb=(
            "En oversettelse som ikke er sjekket",
            "Denne teksten om helse er oversatt av en maskin.",
            "Be en kvalifisert person sjekke den, og noter navnet.",
        ),
    ),
    examples=(
        bad("Take the tablets twice a day after your operation.", translation="machine"),
        bad("Ta tablettene to ganger om dagen etter operasjonen.", "nb", translation="machine"),
        bad("Minum obat dua kali sehari setelah operasi.", "id", translation="machine"),
        good("Take the tablets twice a day after your operation."),
        good("The parking garage closes at ten.", translation="machine"),
    ),
    how="A text marked as an unchecked machine translation that speaks of care or makes a claim about health.",
    not_checked="The quality of a translation; texts that are not marked.",
    directions=("out",),
)
