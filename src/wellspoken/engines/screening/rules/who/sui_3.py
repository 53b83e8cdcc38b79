"""SUI-3: no single cause, no blame."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.suicide import about_suicide, told
from wellspoken.engines.screening.tied import EVERYWHERE

_CAUSE = wordlists.phrases("health", "single cause")
_SEVERAL = wordlists.phrases("health", "several causes")


def check(doc: Document) -> Iterator[Hit]:
    """Sentences that give one cause, blame, or make a suicide look like peace."""
    if doc.incoming or not about_suicide(doc):
        return
    spots = [(start, end, "") for start, end in doc.find(_CAUSE)]
    spots += [(f.start, f.end, "") for f in told(doc, "cause")]
    spots += [(f.start, f.end, "glory") for kind in ("glory", "blame") for f in told(doc, kind)]
    last = -1
    for start, end, variant in sorted(spots):
        if start >= last and not _fitting(doc, start, end, variant):
            last = end
            yield Hit(start, end, "CAUSE", variant=variant)


def _fitting(doc: Document, start: int, end: int, variant: str) -> bool:
    """What died of ("meninggal karena bunuh diri"), several causes, and denials ("suicide is not a shame")."""
    words = [t.lower for t in doc.tokens[doc.token_index(start) : doc.token_index(end - 1) + 1]]
    if variant:
        return bool(set(words[1:]) & wordlists.words_under("stance", "not"))
    sentence = doc.sentence_at(start)
    return " ".join(words) == "karena bunuh diri" or doc.has(_SEVERAL, sentence.start, sentence.end)


RULE = Rule(
    id="SUI-3",
    packs=EVERYWHERE,
    family="suicide",
    severity="block",
    citation="reportingonsuicide.org; Samaritans media guidelines",
    demand="No single cause, no blame, no speculation; give hope and help.",
    check=check,
    texts=say(
        en=(
            "Gives one cause",
            "“{text}” explains a suicide with one cause.",
            "Say that there are always several reasons, and give hope and a crisis line.",
        ),
        id=(
            "Menyebut satu penyebab",
            "“{text}” menjelaskan bunuh diri dengan satu penyebab.",
            "Katakan bahwa penyebabnya selalu banyak, beri harapan dan nomor krisis.",
        ),
        nb=(
            "Gir én årsak",
            "«{text}» forklarer et selvmord med én årsak.",
            "Si at det alltid er flere årsaker, gi håp og en krisetelefon.",
        ),
    ),
    examples=(
        bad("A comment drove a 13-year-old to suicide."),
        bad("Mobbet i hjel. Voksne må våkne!", "nb"),
        bad("Gara-gara diputusin pacar, remaja ini mengakhiri hidupnya.", "id"),
        bad("Suicide is a selfish act. Call 988."),
        bad("Etter selvmordet har han endelig fått fred. Mental Helse 116 123.", "nb"),
        bad("Bunuh diri itu jalan orang yang kurang iman. Hubungi 119 ext 8.", "id"),
        good("Suicide never has one cause. Call or text 988."),
        good("Støtte etter selvmord: gruppen møtes hver onsdag. Mental Helse 116 123.", "nb"),
    ),
    how="Words for a trigger tied to a suicide, words of blame and words of peace beside it.",
    not_checked="Causes told over several sentences.",
    directions=("out",),
    variants={
        "glory": say(
            en=(
                "Blames or glorifies",
                "“{text}” blames people who died by suicide, or makes it look like a way to peace.",
                "Speak of warning signs, hope and help instead.",
            ),
            id=(
                "Menyalahkan atau mengagungkan",
                "“{text}” menyalahkan orang yang meninggal, atau membuat bunuh diri tampak sebagai jalan keluar.",
                "Bicarakan tanda bahaya, harapan, dan bantuan.",
            ),
            nb=(
                "Legger skyld eller forskjønner",
                "«{text}» legger skyld på dem som døde, eller får selvmord til å virke som en vei til fred.",
                "Skriv om varselsignaler, håp og hjelp i stedet.",
            ),
        ),
    },
)
