"""HIPAA-DEID-1: a person who is not named can still be recognised."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.privacy_words import told
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_ROLE = wordlists.phrases("indirect", "role")
_EVENT = wordlists.phrases("indirect", "event")
_GENERAL = wordlists.phrases("indirect", "general")


def check(doc: Document) -> Iterator[Hit]:
    """Somebody described by role or age, and what happened to them in care."""
    if doc.incoming or doc.subjects.fiction or doc.subjects.patients:
        return
    for start, end in doc.subjects.recognisable[:3]:
        yield Hit(start, end, "QUASI")
    found = list(told(doc, "quasi"))
    for start, end in found[:1]:
        yield Hit(start, end, "QUASI")
    if found or doc.subjects.recognisable:
        return
    if doc.subjects.care and (doc.has(_EVENT) or doc.subjects.story):
        yield from _listed(doc)


def _listed(doc: Document) -> Iterator[Hit]:
    """Listed roles, and ages, in a text with a listed event."""
    hits = [(start, end, "role") for start, end in doc.find(_ROLE)]
    hits += [(age.start, age.end, "age") for age in doc.labelled("AGE") if not _general(doc, age.start)]
    if hits:
        start, end, _ = hits[0]
        yield Hit(start, end, "QUASI")
    elif doc.subjects.story:
        sentence = doc.sentence_at(doc.find(wordlists.phrases("singles", "event"))[0][0])
        yield Hit(sentence.start, sentence.end, "QUASI")


def _general(doc: Document, at: int) -> bool:
    sentence = doc.sentence_at(at)
    return doc.has(_GENERAL, sentence.start, sentence.end)


RULE = Rule(
    id="HIPAA-DEID-1",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(1), (b)(2)(ii)",
    citations=PRIVACY_LAW,
    demand="Removing names is not enough when what is left lets people recognise the person.",
    check=check,
    texts=say(
        en=(
            "People may recognise this person",
            "“{text}” and what happened could let a neighbour or a reporter recognise this person.",
            "Ask: could anybody work out who it is? If unsure, get consent or change the details.",
        ),
        id=(
            "Orang ini mungkin dikenali",
            "“{text}” dan kejadiannya bisa membuat tetangga atau wartawan mengenali orang ini.",
            "Tanyakan: adakah yang bisa menebak? Jika ragu, minta persetujuan atau ubah rinciannya.",
        ),
        nb=(
            "Folk kan kjenne igjen personen",
            "«{text}» og det som skjedde, kan la en nabo eller journalist kjenne igjen personen.",
            "Spør: kan noen finne ut hvem det er? Er du i tvil, innhent samtykke eller endre detaljene.",
        ),
    ),
    examples=(
        bad("The principal of Harding Middle School is our newest bariatric success!"),
        bad("Case of the week: 67F, retired organist, swallowed her partial denture. Here's the CT!"),
        bad("Dagens røntgen: gutt på 9 som svelget en gardinring.", "nb"),
        bad("Tebak rontgen! Anak 7 tahun menelan kelereng.", "id"),
        good("If you are 45 years old, ask us about screening for colon cancer."),
        good("Children 5 years old and up can get the vaccine here."),
    ),
    how="A role or an age with an event in care and no name.",
    not_checked="What the local news has told already.",
    directions=("out",),
)
