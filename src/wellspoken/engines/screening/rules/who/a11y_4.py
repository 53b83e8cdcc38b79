"""A11Y-4: writing in pictures stands out from its ground."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

#: the ratios of WCAG 2 for large and for ordinary writing
LARGE, ORDINARY = 3.0, 4.5


def check(doc: Document) -> Iterator[Hit]:
    """Pictures whose faintest line of writing has too little contrast."""
    for item in doc.ctx.media:
        if item.contrast is not None and item.contrast < ORDINARY:
            severity = "review" if item.contrast < LARGE else "advise"
            params = {"name": item.name, "ratio": f"{item.contrast:.1f}"}
            yield Hit(0, 0, "MEDIA", params, severity=severity)


RULE = Rule(
    id="A11Y-4",
    packs=EVERYWHERE,
    family="a11y",
    severity="review",
    citation="WCAG 1.4.3",
    demand="Writing in pictures has a contrast of 4.5 to 1, large writing of 3 to 1.",
    check=check,
    texts=say(
        en=(
            "Writing that is hard to see",
            "The faintest line in “{name}” has a contrast of {ratio} to 1; 4.5 is needed, 3 for large letters.",
            "Make the letters darker or the ground lighter, and say the words in the text too.",
        ),
        id=(
            "Tulisan sulit terlihat",
            "Baris paling samar di “{name}” berkontras {ratio} banding 1; perlu 4,5, atau 3 untuk huruf besar.",
            "Buat huruf lebih gelap atau latar lebih terang, dan tulis isinya di teks juga.",
        ),
        nb=(
            "Skrift som er vanskelig å se",
            "Den svakeste linjen i «{name}» har kontrast {ratio} til 1; det trengs 4,5, eller 3 for store bokstaver.",
            "Gjør bokstavene mørkere eller bunnen lysere, og si ordene i teksten også.",
        ),
    ),
    examples=(
        bad("Read the poster.", media=({"name": "poster.png", "alt": "A poster about sleep", "contrast": 2.1},)),
        bad("Baca posternya.", "id", media=({"name": "poster.png", "alt": "Poster tentang tidur", "contrast": 4.0},)),
        bad("Les plakaten.", "nb", media=({"name": "plakat.png", "alt": "Plakat om søvn", "contrast": 1.6},)),
        good("Read the poster.", media=({"name": "poster.png", "alt": "A poster about sleep", "contrast": 9.3},)),
        good("The garden.", media=({"name": "garden.jpg", "alt": "Roses in the garden"},)),
    ),
    how="The two tones of each line of writing that was read, measured in the pixels.",
    not_checked="Flashes in films; writing that was not read.",
    directions=("out",),
)
