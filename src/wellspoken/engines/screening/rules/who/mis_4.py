"""MIS-4: known dangerous claims are always stopped."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.myths import repeated
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Known false claims that the text asserts rather than corrects or asks about."""
    for claim in repeated(doc):
        if claim.stance == "asserts":
            level = "review" if doc.incoming or claim.myth.level == "review" else None
            yield Hit(
                claim.start,
                claim.end,
                "FALSE_CLAIM",
                {"fact": claim.myth.fact[doc.reads], "source": claim.myth.source},
                severity=level,
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
            "“{text}” repeats a claim that is known to be false ({source}). What is true: {fact}",
            "Take it out. If you want to correct it, lead with the fact.",
        ),
        id=(
            "Klaim keliru yang berbahaya",
            "“{text}” mengulang klaim yang diketahui keliru ({source}). Yang benar: {fact}",
            "Hapus. Jika ingin meluruskan, mulailah dengan faktanya.",
        ),
        nb=(
            "En farlig, usann påstand",
            "«{text}» gjentar en påstand som er kjent som usann ({source}). Det som er sant: {fact}",
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
    how="More than eighty well-known claims in three languages, each as words that stand together, and a check whether "
    "the text asserts, asks or corrects.",
    not_checked="New claims; see the claim list of the fact desk.",
    directions=("out", "in"),
)
