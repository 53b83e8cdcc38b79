"""EU-OTC-90a: nothing that makes the doctor seem unnecessary."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.public_medicines import said_of_medicine
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import IRISH, PHARMACY

_WORDS = wordlists.phrases("promo", "skip doctor")


def check(doc: Document) -> Iterator[Hit]:
    """Nothing that makes the doctor seem unnecessary, said of a medicine without prescription."""
    for start, end in said_of_medicine(doc, _WORDS):
        yield Hit(start, end, "SKIP_DOCTOR")


RULE = Rule(
    id="EU-OTC-90a",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Directive 2001/83/EC art. 90(a)",
    demand="An advertisement does not suggest that seeing a doctor or surgery is unnecessary.",
    check=check,
    texts=say(
        en=(
            "The doctor seems unnecessary",
            "“{text}” suggests that nobody needs to see a doctor.",
            "Say when to see a doctor.",
        ),
        id=(
            "Dokter seolah tidak diperlukan",
            "“{text}” memberi kesan bahwa orang tidak perlu ke dokter.",
            "Sebutkan kapan harus ke dokter.",
        ),
        nb=(
            "Legen virker unødvendig",
            "«{text}» antyder at ingen trenger lege.",
            "Skriv når man bør gå til lege.",
        ),
    ),
    examples=(
        bad("Skip the doctor: take Lindolex!", profile=IRISH),
        bad("Slipp legebesøket, ta Lindolex!", "nb", profile=PHARMACY),
        bad("Lindolex: tanpa ke dokter!", "id", profile=IRISH),
        good(
            "Lindolex for mild pain. If it lasts more than three days, see a doctor. Read the leaflet.", profile=IRISH
        ),
        good(
            "Lindolex mot milde smerter. Varer det i tre dager, kontakt lege. Les pakningsvedlegget.",
            "nb",
            profile=PHARMACY,
        ),
    ),
    how="A list of phrases in a text that promotes an own product without prescription or a well-known brand.",
    not_checked="Tone and pictures.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
