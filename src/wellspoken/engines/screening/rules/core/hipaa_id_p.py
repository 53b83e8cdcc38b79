"""HIPAA-ID-P: voices, fingerprints and other marks of the body."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_MARKS = Phrases(
    "voice-over by, voiceover by, voice of, hear <2> voice, her own voice, his own voice, in her voice, in his voice, "
    "voice message*, voicemail*, voice note*, voice recording, audio recording, recording of, recorded her, recorded "
    "his, listen to her, listen to his, fingerprint*, thumbprint*, palm print*, handprint*, footprint*, iris scan*, "
    "retina scan*, face scan*, stemmen til, hør stemmen, lydopptak*, opptak av, talemelding*, lydmelding*, "
    "fingeravtrykk*, håndavtrykk*, fotavtrykk*, irisskann*, rekaman suara, suara pasien, dengar suara, pesan suara, "
    "voice note pasien, rekaman pasien, sidik jari, cap tangan, cap kaki, cap jari, pemindaian iris"
)
_NOBODY = Phrases(
    "actor*, voice actor, narrator, narrated by, synthetic voice, mascot, carbon footprint, digital footprint, "
    "ecological footprint, training purposes, skuespiller*, fortellerstemme, klimaavtrykk, økologisk fotavtrykk, "
    "aktor, pengisi suara, jejak karbon, jejak digital"
)
_PATIENTS = Phrases("patient*, pasient*, pasien*")
_MOVING = ("audio", "video")


def check(doc: Document) -> Iterator[Hit]:
    """Words for a recorded voice or a print, in a text about a patient; recordings that come with such a text."""
    if doc.incoming or doc.subjects.fiction or doc.has(_NOBODY) or doc.ctx.consents:
        return
    for start, end in doc.find(_MARKS) if doc.has(_PATIENTS) or doc.subjects.story else ():
        yield Hit(start, end, "QUASI")
        return
    about = bool(doc.tags.spots("patient")) or doc.subjects.story
    recordings = [item.name for item in doc.ctx.media if item.kind in _MOVING] if about else []
    for name in recordings:
        yield Hit(len(doc.text), len(doc.text), "MEDIA", {"picture": name}, variant="media")


RULE = Rule(
    id="HIPAA-ID-P",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(P)",
    citations=PRIVACY_LAW,
    demand="Voices, fingerprints and other marks of the body identify a person as a name does.",
    check=check,
    texts=say(
        en=(
            "A voice or a print",
            "“{text}” can identify a patient as a name does.",
            "Link the signed authorization for the recording, or use an actor's voice and say so.",
        ),
        id=(
            "Suara atau sidik jari",
            "“{text}” dapat mengenali pasien seperti halnya nama.",
            "Tautkan persetujuan tertulis untuk rekamannya, atau pakai suara pemeran dan sebutkan itu.",
        ),
        nb=(
            "En stemme eller et avtrykk",
            "«{text}» kan identifisere en pasient slik et navn gjør.",
            "Knytt til signert samtykke for opptaket, eller bruk en skuespillers stemme og si fra om det.",
        ),
    ),
    variants={
        "media": say(
            en=(
                "A recording with a story about a patient",
                "“{picture}” may hold the voice or the face of a patient.",
                "Listen to all of it. Link the signed authorization of everybody who can be heard or seen.",
            ),
            id=(
                "Rekaman dengan kisah pasien",
                "“{picture}” mungkin memuat suara atau wajah pasien.",
                "Dengarkan seluruhnya. Tautkan persetujuan tertulis setiap orang yang terdengar atau terlihat.",
            ),
            nb=(
                "Et opptak til en historie om en pasient",
                "«{picture}» kan inneholde stemmen eller ansiktet til en pasient.",
                "Lytt gjennom alt. Knytt til signert samtykke fra alle som høres eller ses.",
            ),
        ),
    },
    examples=(
        bad("Listen to her own voice message to the ward: our patient is going home!"),
        bad("Voice-over by one of our patients."),
        bad("Voiceover av en pasient: hør stemmen som takker oss.", "nb"),
        bad("Rekaman suara pasien kami setelah pulang.", "id"),
        bad("Our patient went home after her stroke.", media=({"path": "a.mp4", "captions": "a"},)),
        good("Voice-over by an actor, made up for training."),
        good("Our voicemail is off today; call the desk."),
        good("Laboratoriet vårt kutter karbonutslipp.", "nb"),
    ),
    how="Words for recorded voices and prints in a text about a patient; recordings attached to a story about one.",
    not_checked="What is said in a recording: nobody listens by machine.",
    directions=("out",),
)
