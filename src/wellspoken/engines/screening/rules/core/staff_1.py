"""STAFF-1: a colleague may be a patient too."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_ILLNESS = wordlists.phrases("indirect", "staff illness")
_WORKER = wordlists.phrases("care", "worker")
_WISHES = wordlists.phrases("care", "own illness")
_OWN = wordlists.phrases("indirect_grammar", "own health")
_OUR_OWN = wordlists.phrases("indirect_grammar", "our own")
_NOT_OWN = wordlists.phrases("indirect_grammar", "not own")
_COLLEAGUE = wordlists.phrases("indirect_grammar", "colleague")
_REACH = 40
_OUR = frozenset(("our", "vår", "vårt", "kami", "kita"))
_GROUPS = frozenset(("team", "teamet", "tim", "staff", "staf", "personalet", "pleierne", "legene", "sykepleierne"))
_PUBLIC = wordlists.phrases("care", "public")
_GENERAL = wordlists.phrases("indirect", "general")


def check(doc: Document) -> Iterator[Hit]:
    """The health of a named or described colleague."""
    if doc.incoming or doc.subjects.fiction:
        return
    for start, end in [*doc.find(_ILLNESS), *_own_health(doc)]:
        sentence = doc.sentence_at(start)
        low, high = doc.sentence_at(max(0, sentence.start - 2)).start, sentence.end
        wished = doc.has(_WISHES, low, high) and doc.has(_WORKER, low, high)
        if (_of_staff(doc, low, high) or wished) and not doc.has(_GENERAL, low, high):
            yield Hit(start, end, "QUASI")


def _own_health(doc: Document) -> Iterator[tuple[int, int]]:
    """Words for somebody's own illness with a clinical word after them: "back at work after prostate cancer"."""
    if doc.has(_PUBLIC):
        return
    for start, end in doc.find(_OWN):
        sentence = doc.sentence_at(start)
        after = min(sentence.end, end + _REACH)
        if doc.tags.has("clinical", start, after) and not doc.has(_NOT_OWN, sentence.start, sentence.end):
            yield start, end
    for start, end in doc.find(_OUR_OWN):
        sentence = doc.sentence_at(start)
        if doc.tags.has("clinical", start, sentence.end) and not doc.has(_NOT_OWN, sentence.start, sentence.end):
            yield start, end


def _of_staff(doc: Document, low: int, high: int) -> bool:
    """Whether a colleague is named or meant in [low, high)."""
    if doc.has(_COLLEAGUE, low, high) or any(low <= p.start < high for p in doc.subjects.staff):
        return True
    return any(_ours(doc, spot) for spot in doc.tags.within("staff", low, high))


def _ours(doc: Document, spot: int) -> bool:
    """Whether the word for one member of staff at `spot` stands beside "our", "vår", "kami" or "kita"."""
    index = doc.token_index(spot)
    word = doc.tokens[index]
    beside = doc.tokens[max(0, index - 3) : index] + doc.tokens[index + 1 : index + 3]
    one = word.lower not in _GROUPS and not (doc.reads == "en" and word.lower.endswith("s"))
    return one and any(w.lower in _OUR for w in beside)


RULE = Rule(
    id="STAFF-1",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i); GDPR art. 9",
    citations=PRIVACY_LAW,
    demand="The health of staff is private too; they may be patients of the same place.",
    check=check,
    texts=say(
        en=(
            "A colleague's health",
            "“{text}” tells about the health of a colleague.",
            "Ask the colleague first, or leave the reason out.",
        ),
        id=(
            "Kesehatan rekan kerja",
            "“{text}” mengungkap kesehatan seorang rekan kerja.",
            "Tanyakan dulu kepada orangnya, atau jangan sebut alasannya.",
        ),
        nb=(
            "En kollegas helse",
            "«{text}» forteller om helsen til en kollega.",
            "Spør kollegaen først, eller utelat årsaken.",
        ),
    ),
    examples=(
        bad("Get well soon to our receptionist Paula, off for six weeks after her hysterectomy!"),
        bad("Jordmor Kjersti opereres for brystkreft.", "nb"),
        bad("Mohon doa untuk bidan Yulianti yang sedang menjalani kemoterapi.", "id"),
        bad("Our CFO Martin Beale is back at work after prostate cancer."),
        bad("So proud of our scheduler Kendra, six months sober this week!"),
        bad("Vår kjære kollega Solfrid er ferdig med strålebehandlingen.", "nb"),
        bad("Selamat untuk rekan kami Joko yang sudah setahun bersih dari narkoba!", "id"),
        good("Our CFO Martin Beale talks about prostate cancer awareness month."),
        good("Nurse Brianna Yoder explains life after her patients go home."),
        good("Sykepleier Anne Berg forklarer behandling av diabetes.", "nb"),
    ),
    how="Illness words in the sentence of a member of staff.",
    not_checked="Hints without illness words.",
    directions=("out",),
)
