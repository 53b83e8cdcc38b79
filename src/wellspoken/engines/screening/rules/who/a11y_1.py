"""A11Y-1: every picture has words."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_EMPTY = frozenset(
    [
        "image",
        "photo",
        "picture",
        "pic",
        "graphic",
        "poster",
        "logo",
        "foto",
        "gambar",
        "bilde",
        "bildet",
        "plakat",
        "img",
        "screenshot",
        "untitled",
    ]
)
_NAME = Pattern(
    r"(?i)^(?:img|dsc|pxl|image|photo|screenshot|whatsapp|untitled)?[ _\-.0-9]*(?:[a-z0-9_\-]{1,80})?\.(?:jpe?g|png|"
    r"gif|webp|heic|svg)$"
)
_STARTS = ("image of", "picture of", "photo of", "bilde av", "foto av", "gambar dari", "gambar ", "foto ")


def check(doc: Document) -> Iterator[Hit]:
    """Pictures without alternative text, or with one that says nothing."""
    for item in doc.ctx.media:
        if item.kind != "image":
            continue
        alt = item.alt.strip()
        if not alt:
            yield Hit(0, 0, "MEDIA", {"name": item.name})
        elif _says_nothing(alt, item.name):
            yield Hit(0, 0, "MEDIA", {"name": item.name, "alt": alt[:60]}, variant="poor")
        elif alt.lower().startswith(_STARTS):
            yield Hit(0, 0, "MEDIA", {"name": item.name, "alt": alt[:60]}, variant="start", severity="advise")


def _says_nothing(alt: str, name: str) -> bool:
    """A file name, one empty word, or a few letters."""
    low = alt.lower()
    return low in _EMPTY or low == name.lower() or len(alt) < 5 or bool(_NAME.search(alt))


RULE = Rule(
    id="A11Y-1",
    packs=EVERYWHERE,
    family="a11y",
    severity="review",
    citation="WCAG 2.2 1.1.1; 45 CFR 84.82-84.85; likestillings- og diskrimineringsloven § 18",
    demand="Every picture has an alternative text that says what matters in it.",
    check=check,
    texts=say(
        en=(
            "A picture without alt text",
            "{name} has no alternative text, so people who cannot see it miss what it says.",
            "Describe what matters in the picture, with any text that is in it.",
        ),
        id=(
            "Gambar tanpa teks alternatif",
            "{name} tidak memiliki teks alternatif, sehingga orang yang tidak bisa melihatnya kehilangan isinya.",
            "Jelaskan hal penting di gambar, termasuk teks di dalamnya.",
        ),
        nb=(
            "Et bilde uten alternativ tekst",
            "{name} har ingen alternativ tekst, så de som ikke ser bildet, går glipp av innholdet.",
            "Beskriv det viktige i bildet, med tekst som står i det.",
        ),
    ),
    examples=(
        bad("Schedule in the picture", media=({"path": "flu.png", "alt": ""},)),
        bad("Se plakaten!", "nb", media=({"path": "IMG_2231.jpg", "alt": "IMG_2231.jpg"},)),
        bad("Jadwal di gambar", "id", media=({"path": "jadwal.jpg", "alt": "gambar"},)),
        good("Schedule", media=({"path": "flu.png", "alt": "Flu shots: Oct 3 library 9-12, Oct 10 fire hall 1-4."},)),
        good("No picture here."),
    ),
    how="Empty texts, file names and empty words.",
    not_checked="Whether the text fits the picture.",
    directions=("out",),
    variants={
        "poor": say(
            en=(
                "Alt text that says nothing",
                "The alternative text of {name} is “{alt}”.",
                "Describe what matters in the picture, with any text that is in it.",
            ),
            id=(
                "Teks alternatif yang kosong makna",
                "Teks alternatif {name} adalah “{alt}”.",
                "Jelaskan hal penting di gambar, termasuk teks di dalamnya.",
            ),
            nb=(
                "Alternativ tekst som ikke sier noe",
                "Den alternative teksten til {name} er «{alt}».",
                "Beskriv det viktige i bildet, med tekst som står i det.",
            ),
        ),
        "start": say(
            en=(
                "Alt text begins with “image of”",
                "Screen readers already say that {name} is a picture.",
                "Begin with what the picture shows.",
            ),
            id=(
                "Teks alternatif diawali “gambar”",
                "Pembaca layar sudah mengatakan bahwa {name} adalah gambar.",
                "Mulailah dengan isi gambarnya.",
            ),
            nb=(
                "Alternativ tekst begynner med «bilde av»",
                "Skjermlesere sier allerede at {name} er et bilde.",
                "Begynn med det bildet viser.",
            ),
        ),
    },
)
