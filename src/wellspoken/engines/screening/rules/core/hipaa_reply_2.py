"""HIPAA-REPLY-2: a review is never rebutted with facts."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.privacy_words import told
from wellspoken.engines.screening.replying import rebuts
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_REBUT = wordlists.phrases("replies", "rebut")
_SAFE = wordlists.phrases("replies", "safe")
_HANDLE = Pattern(r"^\s*@[\pL\pN_.]+")


def check(doc: Document) -> Iterator[Hit]:
    """Facts about visits, money or illness held against the writer."""
    if not doc.talking:
        return
    for start, end in doc.find(_REBUT):
        sentence = doc.sentence_at(start)
        if not doc.has(_SAFE, sentence.start, sentence.end):
            yield _hit(doc, start, end)
    for start, end in (*rebuts(doc), *told(doc, "rebut")):
        yield _hit(doc, start, end)
    if _HANDLE.search(doc.ctx.parent):
        for person in doc.labelled("PERSON"):
            if not doc.subjects.nobody(person) and doc.lower[person.start : person.end] not in doc.parent.lower:
                yield Hit(person.start, person.end, "PERSON", variant="real_name", severity="review")


def _hit(doc: Document, start: int, end: int) -> Hit:
    sentence = doc.sentence_at(start)
    return Hit(start, end, "REBUTS", fix=Replacement("", "redact", sentence.start, sentence.end))


RULE = Rule(
    id="HIPAA-REPLY-2",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.502(a); OCR: Manasa corrective action plan 2023",
    citations=PRIVACY_LAW,
    demand="Do not rebut a review with facts such as dates, missed visits, bills, insurance or diagnosis.",
    check=check,
    texts=say(
        en=(
            "Answers with private facts",
            "“{text}” answers a review with facts about a person.",
            "Invite the writer to call; leave the facts out.",
        ),
        id=(
            "Menjawab dengan fakta pribadi",
            "“{text}” menjawab ulasan dengan fakta tentang seseorang.",
            "Ajak penulis menelepon; jangan sebut faktanya.",
        ),
        nb=(
            "Svarer med private fakta",
            "«{text}» svarer på en anmeldelse med fakta om en person.",
            "Be den som skriver om å ringe; utelat faktaene.",
        ),
    ),
    examples=(
        bad("Mr. Hall missed two appointments and his insurer refused the root canal.", surface="reply"),
        bad("Du møtte ikke til timen og har en ubetalt regning.", "nb", surface="reply"),
        bad("Anda menolak tindakan dan belum membayar.", "id", surface="reply"),
        bad("Hi Margaret Olson, thank you for writing.", surface="reply", parent="@SunnyGal77: rude staff"),
        good("We take feedback seriously. Please call our manager on 555-0100 so we can listen.", surface="reply"),
    ),
    how="Phrases about money, missed visits, refusals and diagnoses in answers.",
    not_checked="Facts told in other words.",
    directions=("out",),
    variants={
        "real_name": say(
            en=(
                "Calls somebody by name who wrote under a handle",
                "“{text}” is not in the message you answer.",
                "Use the name the writer uses. A real name tells that you know this person.",
            ),
            id=(
                "Menyebut nama orang yang menulis dengan nama akun",
                "“{text}” tidak ada dalam pesan yang Anda jawab.",
                "Pakai nama yang dipakai penulis. Nama asli menunjukkan bahwa Anda mengenalnya.",
            ),
            nb=(
                "Bruker navnet til en som skrev under brukernavn",
                "«{text}» står ikke i meldingen du svarer på.",
                "Bruk navnet som den andre bruker. Et virkelig navn viser at dere kjenner personen.",
            ),
        ),
    },
)
