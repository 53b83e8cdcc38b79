"""HIPAA-MEDIA-1: nobody in care in the background."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.privacy_words import told
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW
from wellspoken.engines.text import Sentence

_LIVE = wordlists.phrases("indirect_grammar", "live")
_LESSON = wordlists.phrases("indirect_grammar", "lesson")
_PICTURE = wordlists.phrases("indirect_grammar", "picture")
_BYSTANDER = wordlists.phrases("indirect_grammar", "bystander")
_BACKGROUND = wordlists.phrases("indirect", "background")

_DRAWN = Phrases(
    "drawing*, drawn, illustrat*, cartoon*, icon*, diagram*, poster*, stock photo*, actor*, actress*, model*, "
    "mannequin*, manikin*, statue*, painting*, logo*, infographic*, animation*, sketch*, chart showing, graph*, "
    "mural*, sculpture*, "
    "tegning*, illustrasjon*, plakat*, modell*, skuespiller*, dukke*, maleri*, figur*, grafikk*, ikon*, diagram*, "
    "ilustrasi*, gambar kartun, kartun*, poster*, patung*, aktor, aktris, boneka*, lukisan*, infografis*, grafik*, "
    "visitor*, volunteers, donor*, blodgiver*, pendonor*"
)


def check(doc: Document) -> Iterator[Hit]:
    """Words that say that people, boards or live rooms are in the picture."""
    if doc.incoming:
        return
    for start, end in doc.find(_BACKGROUND):
        if doc.subjects.care or doc.has(wordlists.phrases("care", "ours")):
            yield Hit(start, end, "QUASI")
    yield from _shown(doc)
    for start, end in told(doc, "live"):
        yield Hit(start, end, "QUASI")
    for sentence in doc.sentences:
        if doc.has(_LESSON, sentence.start, sentence.end):
            continue
        if doc.tags.has("setting", sentence.start, sentence.end):
            yield from (Hit(*place, "QUASI") for place in _in(doc, _LIVE, sentence))
        if doc.has(_BYSTANDER, sentence.start, _next_end(doc, sentence)):
            yield from (Hit(*place, "QUASI") for place in _in(doc, _PICTURE, sentence) if _care_area(doc, sentence))


def _shown(doc: Document) -> Iterator[Hit]:
    """Somebody in care whom an alternative text describes as part of a photo."""
    if doc.ctx.surface != "alt_text" or doc.has(_DRAWN) or any(doc.ctx.consents):
        return
    in_care = any(doc.tags.spots(tag) for tag in ("setting", "clinical", "patient"))
    for spot in doc.tags.spots("one") if in_care else ():
        word = doc.tokens[doc.token_index(spot)]
        if not doc.tags.has("staff", spot - 14, word.end + 14):
            yield Hit(word.start, word.end, "QUASI")
            return


def _in(doc: Document, phrases: Phrases, sentence: Sentence) -> list[tuple[int, int]]:
    """The first of `phrases` in a sentence."""
    return [place for place in doc.find(phrases) if sentence.start <= place[0] < sentence.end][:1]


def _care_area(doc: Document, sentence: Sentence) -> bool:
    """Whether the sentence names a place of care."""
    return doc.tags.has("setting", sentence.start, sentence.end)


def _next_end(doc: Document, sentence: Sentence) -> int:
    """Where the sentence after this one ends."""
    return doc.sentence_at(min(len(doc.text), sentence.end + 1)).end


RULE = Rule(
    id="HIPAA-MEDIA-1",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.502(a); HHS media guidance 2020",
    citations=PRIVACY_LAW,
    demand="No filming where patients may be seen or heard unless every one has authorized it beforehand.",
    check=check,
    texts=say(
        en=(
            "Patients or boards in the picture",
            "“{text}” says that people in care or a board may be in the picture.",
            "Check the whole picture; crop or retake it. Blurring afterwards does not replace consent.",
        ),
        id=(
            "Pasien atau papan di dalam gambar",
            "“{text}” menunjukkan pasien atau papan mungkin ada di gambar.",
            "Periksa seluruh gambar; potong atau ambil ulang. Mengaburkan tidak menggantikan persetujuan.",
        ),
        nb=(
            "Pasienter eller tavler på bildet",
            "«{text}» sier at folk under behandling eller en tavle kan være med på bildet.",
            "Sjekk hele bildet; beskjær eller ta det på nytt. Sladding erstatter ikke samtykke.",
        ),
    ),
    examples=(
        bad("Pizza for the team! Sorry to the folks on the gurneys behind us."),
        bad("Live from the ICU ward at noon!"),
        bad("Ikke se på tavla bak oss på vakt i natt, hilsen akuttmottaket", "nb"),
        bad("Siaran langsung operasi caesar malam ini", "id"),
        good("Recorded in an empty simulation room."),
    ),
    how="Words for backgrounds, boards and live pictures from care areas.",
    not_checked="The pictures themselves (see image checks).",
    directions=("out",),
)
