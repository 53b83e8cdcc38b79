"""UK-CAP-12: medicines, treatments and cosmetic procedures in advertising."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.public_medicines import only_warned
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_DISCOURAGE = wordlists.phrases("promo", "discourage treatment")
_RECOMMENDED = wordlists.phrases("promo", "recommended by")
_MINORS = wordlists.phrases("promo", "minors")
_COSMETIC = wordlists.phrases("promo", "cosmetic")


def check(doc: Document) -> Iterator[Hit]:
    """Prescription medicines to the public, endorsed medicines, discouraged treatment, cosmetic work for the young."""
    promo = doc.promotion
    if doc.incoming or promo.innocent:
        return
    if promo.prescription and not doc.talking and doc.ctx.profile.audience != "professionals":
        first = promo.prescription[0]
        reported = (promo.studied or promo.news) and not promo.sells
        if not only_warned(doc, first):
            yield Hit(first.start, first.end, "PRODUCT", severity="review" if reported else None)
    for start, end in doc.find(_DISCOURAGE):
        yield Hit(start, end, "DISCOURAGES", variant="discourage")
        return
    if promo.otc:
        for start, end in doc.find(_RECOMMENDED):
            yield Hit(start, end, "ENDORSED", variant="endorsed")
            return
    if doc.has(_COSMETIC):
        for start, end in doc.find(_MINORS):
            yield Hit(start, end, "MINORS", variant="minors")
            return


RULE = Rule(
    id="UK-CAP-12",
    packs=("uk",),
    family="promo",
    severity="block",
    citation="CAP Code section 12 (12.1, 12.2, 12.12, 12.18, 12.25)",
    demand="No prescription-only medicine to the public, no discouraging of essential treatment, no "
    "medicine endorsed by professionals or celebrities, no cosmetic procedures aimed at under-18s.",
    check=check,
    texts=say(
        en=(
            "A prescription medicine for the public",
            "“{text}” is or stands for a prescription-only medicine.",
            "Advertise a consultation, without the medicine or its price.",
        ),
        id=(
            "Obat resep untuk umum",
            "“{text}” adalah atau mewakili obat resep.",
            "Iklankan konsultasinya, tanpa obat atau harganya.",
        ),
        nb=(
            "Reseptlegemiddel til publikum",
            "«{text}» er eller står for et reseptpliktig legemiddel.",
            "Markedsfør en konsultasjon, uten legemidlet eller prisen.",
        ),
    ),
    examples=(
        bad("Botox £99", profile={"kind": "clinic", "countries": ["gb"]}),
        bad("Anti-wrinkle injections from £120", profile={"kind": "clinic", "countries": ["gb"]}),
        bad("Ditch your antidepressants, ditch your pills!", profile={"kind": "clinic", "countries": ["gb"]}),
        bad("Prom glow-up: lip filler for teens", profile={"kind": "clinic", "countries": ["gb"]}),
        good("Book a consultation for facial lines.", profile={"kind": "clinic", "countries": ["gb"]}),
    ),
    how="Prescription names and nicknames; phrases against treatment; endorsements beside own "
    "medicines; words for the young beside cosmetic words.",
    not_checked="Evidence for objective claims; where the advertisement runs.",
    directions=("out",),
    countries=("gb", "uk"),
    variants={
        "discourage": say(
            en=(
                "Discourages essential treatment",
                "“{text}” may keep people from treatment they need.",
                "Take it out and advise people to talk to their doctor.",
            ),
            id=(
                "Menghalangi pengobatan penting",
                "“{text}” bisa menjauhkan orang dari pengobatan yang diperlukan.",
                "Hapus dan sarankan orang berbicara dengan dokternya.",
            ),
            nb=(
                "Fraråder nødvendig behandling",
                "«{text}» kan holde folk borte fra behandling de trenger.",
                "Ta det bort, og be folk snakke med legen.",
            ),
        ),
        "endorsed": say(
            en=(
                "An endorsed medicine",
                "“{text}” endorses a medicine.",
                "Take the endorsement out.",
            ),
            id=(
                "Obat yang didukung seseorang",
                "“{text}” mendukung suatu obat.",
                "Hapus dukungannya.",
            ),
            nb=(
                "Et anbefalt legemiddel",
                "«{text}» anbefaler et legemiddel.",
                "Ta anbefalingen bort.",
            ),
        ),
        "minors": say(
            en=(
                "Cosmetic work for the young",
                "“{text}” aims a cosmetic procedure at people under 18.",
                "Take it out.",
            ),
            id=(
                "Prosedur kosmetik bagi anak muda",
                "“{text}” menujukan prosedur kosmetik kepada orang di bawah 18 tahun.",
                "Hapus.",
            ),
            nb=(
                "Kosmetiske inngrep for unge",
                "«{text}» retter et kosmetisk inngrep mot folk under 18.",
                "Ta det bort.",
            ),
        ),
    },
)
