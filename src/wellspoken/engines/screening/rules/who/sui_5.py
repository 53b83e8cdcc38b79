"""SUI-5: no weights in texts about eating disorders."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.suicide import told
from wellspoken.engines.screening.tied import EVERYWHERE

_TOPIC = wordlists.phrases("health", "eating disorder")
_SURE = Phrases("eating disorder*, anorexi*, bulimi*, spiseforstyrrels*, anoreksi*, gangguan makan")
_WEIGHT = Pattern(
    r"(?i)(?:\b(?:bmi|imt)[^0-9\n]{0,12})?([0-9]{2,4})(?: (?:til|to|ke|hingga) [0-9]{2,3})? ?"
    r"(kg|kilos?|kilogram|lbs?|pounds?|stone|kcal|kalori(?:er|en)?|calories|cal|bmi|imt)(?:[^\pL]|$)|\b(?:bmi|imt)[^0-9\n]{0,12}([0-9]{2})"
)
_A_DAY = Pattern(
    r"(?i)\b([0-9]{2,4})( ?(?:k?cal(?:ories|s)?|kcal|kalori(?:er|en)?|kilokalorier))"
    r" (?:a day|per day|daily|each day|om dagen|per dag|i døgnet|dagen|sehari|per hari|setiap hari)"
)
_LITTLE = 1000
_PERSON = Phrases(
    "she, he, her, him, i, my, they, lived on, hun, han, henne, jeg, meg, levde, levd, dia, ia, aku, saya, remaja"
)
_FROM = Phrases("from, fra, dari, gikk fra, was, weighed, veide, berat")


def check(doc: Document) -> Iterator[Hit]:
    """Numbers of weight or energy beside an eating disorder, and very low weights told as a story."""
    yield from _fasting(doc)
    if not doc.has(_TOPIC):
        return
    for match in _WEIGHT.finditer(doc.text):
        number, unit = int(match.group(1) or match.group(3)), (match.group(2) or "bmi").lower()
        low = number <= (99 if unit.startswith(("lb", "pound")) else 45)
        told_as_story = doc.has(_FROM, max(0, match.start() - 16), match.start() + 1)
        if doc.has(_SURE) or (low and told_as_story):
            end = match.end(2) if match.group(2) else match.end()
            yield Hit(match.start(), end, "TERM", fix=Replacement("", "redact"))
    for found in told(doc, "pro"):
        yield Hit(found.start, found.end, "TERM", fix=Replacement("", "redact"))


def _fasting(doc: Document) -> Iterator[Hit]:
    """A few hundred calories a day, told of a person."""
    for match in _A_DAY.finditer(doc.text) if doc.has_digits else ():
        sentence = doc.sentence_at(match.start())
        if int(match.group(1)) <= _LITTLE and doc.has(_PERSON, sentence.start, sentence.end) and not doc.has(_SURE):
            yield Hit(match.start(), match.end(1) + len(match.group(2)), "TERM", fix=Replacement("", "redact"))


RULE = Rule(
    id="SUI-5",
    packs=EVERYWHERE,
    family="suicide",
    severity="review",
    citation="Eating disorder media advice (Beat, ROS)",
    demand="Eating disorders and self-harm: no weights, calories, goals, body pictures, tools or wounds.",
    check=check,
    texts=say(
        en=(
            "A number that can harm",
            "“{text}” can harm people with an eating disorder.",
            "Tell about help and recovery without numbers.",
        ),
        id=(
            "Angka yang bisa membahayakan",
            "“{text}” bisa membahayakan orang dengan gangguan makan.",
            "Ceritakan bantuan dan pemulihan tanpa angka.",
        ),
        nb=(
            "Et tall som kan skade",
            "«{text}» kan skade folk med spiseforstyrrelse.",
            "Fortell om hjelp og bedring uten tall.",
        ),
    ),
    examples=(
        bad("From 81 lbs to thriving: our recovery night. Call 988."),
        bad("Hun gikk fra 38 til 55 kilo. ROS hjelper deg.", "nb"),
        bad("Dari 34 kg ke senyum hari ini. Gangguan makan bisa pulih.", "id"),
        bad("At fifteen she lived on 400 calories a day and ran every night."),
        bad("I boka forteller hun at hun spiste 300 kalorier om dagen.", "nb"),
        good("Meal plans in our study give 800 calories a day under a doctor's care."),
        good("She got help for her eating disorder and is recovering."),
        good("Our recovery room can hold a bed of 45 kg or more."),
    ),
    how="Weights and calories beside words for eating disorders; very low weights in a story of recovery.",
    not_checked="Pictures.",
    directions=("out",),
)
