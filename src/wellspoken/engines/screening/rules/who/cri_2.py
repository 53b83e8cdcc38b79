"""CRI-2: the first word in a crisis is complete."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_CLOCK = Pattern(r"\b[0-2]?[0-9][:.][0-5][0-9]\b|\b[0-9]{1,2} ?[ap][.]?m\b")
_WATCHING = wordlists.phrases("health", "crisis: watching")
_KNOWN = wordlists.phrases("health", "crisis: known")
_ACTION = wordlists.phrases("health", "crisis: action")
_NEXT = wordlists.phrases("health", "crisis: next")
_NAMES = {
    "en": {
        "time": "the time",
        "known": "what is known and not known",
        "action": "what people can do",
        "next": "the next update",
    },
    "id": {
        "time": "waktu",
        "known": "yang diketahui dan belum",
        "action": "yang bisa dilakukan orang",
        "next": "kabar berikutnya",
    },
    "nb": {
        "time": "klokkeslett",
        "known": "hva man vet og ikke vet",
        "action": "hva folk kan gjøre",
        "next": "neste oppdatering",
    },
}


def check(doc: Document) -> Iterator[Hit]:
    """First words that leave out a part."""
    if doc.talking or doc.incoming or not (doc.ctx.mood == "crisis" or doc.has(_WATCHING)):
        return
    missing = [name for name, there in _parts(doc).items() if not there]
    if missing:
        names = _NAMES[doc.reads]
        yield Hit(0, len(doc.text), "CRISIS", {"missing": ", ".join(names[m] for m in missing)})


def _parts(doc: Document) -> dict[str, bool]:
    """Which of the four parts stand in the text."""
    return {
        "time": bool(_CLOCK.search(doc.text)),
        "known": doc.has(_KNOWN),
        "action": doc.has(_ACTION),
        "next": doc.has(_NEXT),
    }


RULE = Rule(
    id="CRI-2",
    packs=EVERYWHERE,
    family="conduct",
    severity="review",
    citation="CDC Crisis and Emergency Risk Communication",
    demand="The first word in a crisis has its time, what is known and not known, what to do, and when the next comes.",
    check=check,
    texts=say(
        en=(
            "The first word is not complete",
            "Missing: {missing}.",
            "Say the time, what you know and do not know, what people can do, and when the next update comes.",
        ),
        id=(
            "Pesan pertama belum lengkap",
            "Belum ada: {missing}.",
            (
                "Sebutkan waktu, yang diketahui dan belum diketahui, apa yang bisa dilakukan orang, dan kapan kabar "
                "berikutnya."
            ),
        ),
        nb=(
            "Den første meldingen er ikke fullstendig",
            "Mangler: {missing}.",
            "Si klokkeslettet, hva dere vet og ikke vet, hva folk kan gjøre, og når neste oppdatering kommer.",
        ),
    ),
    examples=(
        bad("We are monitoring the situation."),
        bad("Vi følger situasjonen.", "nb"),
        bad("Kami memantau situasi.", "id"),
        bad("There is a fire at the hospital.", mood="crisis"),
        good(
            "10:20. A fire broke out in ward 3. As far as we know nobody is hurt. Avoid gate B. Next update 11:00.",
            mood="crisis",
        ),
        good(
            "Kl. 10.20: Brann i blokk B. Så vidt vi vet er ingen skadd. Hold dere unna. Ny melding kl. 11.00.",
            "nb",
            mood="crisis",
        ),
        good(
            "Pukul 10.20: kebakaran di gedung B. Belum ada korban. Hindari pintu B. Kabar berikutnya: 11.00.",
            "id",
            mood="crisis",
        ),
        good("We are open on Friday."),
    ),
    how="In crisis mode, or where a text only says that things are watched: the four parts are looked for.",
    not_checked="Whether what it says is true, and whether it shows feeling.",
    directions=("out",),
)
