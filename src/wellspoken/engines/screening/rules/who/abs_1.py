"""ABS-1: no absolute promises about health."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.promises import praises
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_STRICT = frozenset(("id", "no"))


def check(doc: Document) -> Iterator[Hit]:
    """Promises without limits, and superlatives about one's own service."""
    if doc.incoming or doc.ctx.surface == "alt_text":
        return
    for praise in praises(doc, "promise", "superlative", "only", "unique"):
        promise = praise.kind == "promise"
        mild = not promise and not _STRICT & set(doc.countries)
        variant = "" if promise else "best"
        yield Hit(praise.start, praise.end, "ABSOLUTE", variant=variant, severity="review" if mild else None)


RULE = Rule(
    id="ABS-1",
    packs=EVERYWHERE,
    family="absolute",
    severity="block",
    citation="FTC Health Products Compliance Guidance 2022; helsepersonelloven § 13; Permenkes 1787/2010 Pasal 5",
    citations={"no": "helsepersonelloven § 13", "id": "Permenkes 1787/2010 Pasal 5 huruf b, e"},
    demand="Certainty words match the evidence: no guarantees, no “no side effects”, no “best”.",
    check=check,
    texts=say(
        en=(
            "Promises too much",
            "“{text}” promises more than anybody can keep.",
            "Say what usually happens, for whom, and what can go wrong.",
        ),
        id=(
            "Menjanjikan terlalu banyak",
            "“{text}” menjanjikan lebih dari yang bisa ditepati.",
            "Tulis apa yang biasanya terjadi, untuk siapa, dan risikonya.",
        ),
        nb=(
            "Lover for mye",
            "«{text}» lover mer enn noen kan holde.",
            "Skriv hva som vanligvis skjer, for hvem, og hva som kan gå galt.",
        ),
    ),
    examples=(
        bad("Our laser is 100% safe with no side effects."),
        bad("We're the best cardiac team in the nation."),
        bad("Landets beste kirurger og null komplikasjoner.", "nb"),
        bad("RS mata nomor satu, minus hilang selamanya!", "id"),
        good("Results vary, and no outcome can be guaranteed."),
        good("The best way to stay well is to sleep."),
        good("Cara terbaik mencegah flu adalah cuci tangan.", "id"),
        good("Den beste måten å hoste på er i albuen.", "nb"),
    ),
    how="Lists of promises and superlatives in three languages; superlatives are stricter for Norwegian and "
    "Indonesian audiences.",
    not_checked="Promises made by pictures.",
    directions=("out",),
    variants={
        "best": say(
            en=(
                "A superlative",
                "“{text}” sets you above others without proof.",
                "Give a fact with its source: numbers, an accreditation, a survey.",
            ),
            id=(
                "Kata superlatif",
                "“{text}” menempatkan Anda di atas yang lain tanpa bukti.",
                "Berikan fakta dan sumbernya: angka, akreditasi, survei.",
            ),
            nb=(
                "En superlativ",
                "«{text}» setter dere over andre uten bevis.",
                "Gi et faktum med kilde: tall, akkreditering, undersøkelse.",
            ),
        ),
    },
)
