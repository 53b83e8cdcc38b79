"""AI-1: people know when a machine speaks or made the picture."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say

_PERSONA = wordlists.phrases("promo", "persona")
_MACHINE = wordlists.phrases("promo", "machine told")
_MADE = wordlists.phrases("promo", "machine made")
_TELL = {
    "en": "I'm an automated assistant. ",
    "id": "Saya asisten otomatis. ",
    "nb": "Jeg er en automatisk assistent. ",
}


def check(doc: Document) -> Iterator[Hit]:
    """Bots that sign as people, and made pictures without a label."""
    if doc.has(_MACHINE):
        return
    spots = doc.find(_PERSONA)
    if spots or doc.ctx.writer == "machine":
        start, end = spots[0] if spots else (0, len(doc.text))
        yield Hit(start, end, "MACHINE", fix=Replacement(_TELL[doc.reads], "add", 0, 0))
    for item in doc.ctx.media:
        if _MADE.first(f"{item.name} {item.alt}".lower().replace("_", " ")):
            yield Hit(len(doc.text), len(doc.text), "MACHINE", {"picture": item.name}, "picture")
            return


RULE = Rule(
    id="AI-1",
    packs=("us", "eu", "no"),
    family="conduct",
    severity="review",
    citation="California AB 3030 (2025); Regulation (EU) 2024/1689 art. 50",
    demand="People are told that they talk to a machine and that a realistic picture or voice was made; a "
    "human is offered.",
    check=check,
    texts=say(
        en=(
            "A machine that does not say so",
            "“{text}” lets a machine speak like a person.",
            "Say that it is an automated assistant and offer a person.",
        ),
        id=(
            "Mesin yang tidak mengaku mesin",
            "“{text}” membuat mesin berbicara seperti manusia.",
            "Katakan bahwa ini asisten otomatis dan tawarkan bantuan manusia.",
        ),
        nb=(
            "En maskin som ikke sier det",
            "«{text}» lar en maskin snakke som et menneske.",
            "Si at det er en automatisk assistent, og tilby et menneske.",
        ),
    ),
    examples=(
        bad("Chat with Nurse Anna, online 24/7!"),
        bad("Ngobrol dengan Suster Anna, siap 24 jam!", "id", profile={"countries": ["us"]}),
        bad("Chat med sykepleier Anna, alltid på nett!", "nb"),
        bad("Our new ward", media=({"path": "midjourney_ward.png", "alt": "A bright ward"},)),
        good("I'm an automated assistant with answers approved by St. Elm's. For a person call 555-0133."),
        good("Nurse Anna answers the phone until noon."),
    ),
    how="Phrases of bots with a person's name and title; file names and alternative texts of made "
    "pictures; who writes.",
    not_checked="Pictures and voices that nobody marked.",
    directions=("out",),
    variants={
        "picture": say(
            en=(
                "A made picture without a label",
                "The picture {picture} seems to be made by a machine, and the text does not say so.",
                "Label it, for example “picture made with AI”.",
            ),
            id=(
                "Gambar buatan tanpa label",
                "Gambar {picture} tampaknya dibuat mesin, dan teks tidak menyebutnya.",
                "Beri label, misalnya “gambar dibuat dengan AI”.",
            ),
            nb=(
                "Et laget bilde uten merking",
                "Bildet {picture} ser ut til å være laget av en maskin, og teksten sier det ikke.",
                "Merk det, for eksempel «bilde laget med KI».",
            ),
        ),
    },
)
