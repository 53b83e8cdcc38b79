"""MIS-4: known dangerous claims are always stopped."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_MYTH = wordlists.phrases("health", "myth")
_DEBUNK = wordlists.phrases("health", "debunk")
_NOT = Phrases(
    "don't, do not, never, not, no, isn't, won't, doesn't, cannot, can't, avoid, aldri, ikke, unngå, ingen, jangan, "
    "tidak, bukan, tak, hindari, stop <2> putting, belum, why, hvorfor, mengapa"
)


def check(doc: Document) -> Iterator[Hit]:
    """Listed claims that the text asserts rather than corrects."""
    for start, end in doc.find(_MYTH):
        sentence = doc.sentence_at(start)
        if (
            doc.has(_NOT, _clause(doc, max(sentence.start, start - 45), start), start + 1)
            or doc.has(_DEBUNK)
            or _denied(doc, start, end)
        ):
            continue
        yield Hit(start, end, "FALSE_CLAIM", severity="review" if doc.incoming else None)


def _clause(doc: Document, low: int, start: int) -> int:
    """Where the clause before `start` begins, after the last colon, comma or semicolon."""
    return max(low, *(doc.text.rfind(mark, low, start) + 1 for mark in ":,;"))


def _denied(doc: Document, start: int, end: int) -> bool:
    """A "not" between the words of the claim ("vaccines do not cause")."""
    middle = doc.lower[start:end].split()
    return any(
        word in ("not", "don't", "doesn't", "ikke", "tidak", "bukan", "never")
        for word in middle[: max(1, len(middle) // 2 + 1)]
    )


RULE = Rule(
    id="MIS-4",
    packs=EVERYWHERE,
    family="misinfo",
    severity="block",
    citation="Regulators' lists of dangerous claims (WHO, FDA, CDC, FHI, Kemenkes)",
    demand="Known dangerous claims are stopped, unless the text corrects them.",
    check=check,
    texts=say(
        en=(
            "A dangerous false claim",
            "“{text}” repeats a claim that is known to be false and dangerous.",
            "Take it out. If you want to correct it, lead with the fact.",
        ),
        id=(
            "Klaim keliru yang berbahaya",
            "“{text}” mengulang klaim yang diketahui keliru dan berbahaya.",
            "Hapus. Jika ingin meluruskan, mulailah dengan faktanya.",
        ),
        nb=(
            "En farlig, usann påstand",
            "«{text}» gjentar en påstand som er kjent som usann og farlig.",
            "Ta den bort. Vil du rette den, begynn med det som er sant.",
        ),
    ),
    examples=(
        bad("A teaspoon of honey is safe at any age."),
        bad("Seizure first aid: put a spoon between their teeth."),
        bad("MMS heals autism"),
        bad("Vaksin HPV dapat memicu kemandulan.", "id"),
        bad("Ved anfall: stikk noe mykt mellom tennene.", "nb"),
        bad("Antibiotics cure the flu, ask us."),
        good("Please never put a spoon in someone's mouth during a seizure."),
        good("MMR vaccines do not cause autism."),
        good("FDA warns: never drink MMS."),
        good("Jangan memasukkan sendok ke mulut saat kejang.", "id"),
    ),
    how="A list of claims in three languages with a check whether the text denies them.",
    not_checked="New claims; see the claim list of the fact desk.",
    directions=("out", "in"),
)
