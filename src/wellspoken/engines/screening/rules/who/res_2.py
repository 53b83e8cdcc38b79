"""RES-2: a call for volunteers has its six plain parts."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_CONTACT = wordlists.phrases("promo", "contact words")
_WHO = wordlists.phrases("promo", "eligibility")


def check(doc: Document) -> Iterator[Hit]:
    """Calls for volunteers without a contact, or without who may take part."""
    if not doc.promotion.recruits:
        return
    if not (doc.labelled("PHONE", "EMAIL", "URL") or doc.has(_CONTACT)):
        yield Hit(0, len(doc.text), "RECRUITMENT")
    elif not doc.has(_WHO):
        yield Hit(0, len(doc.text), "RECRUITMENT", variant="who")


RULE = Rule(
    id="RES-2",
    packs=("us", "eu", "no", "id", "who"),
    family="promo",
    severity="advise",
    citation="FDA information sheet on recruiting study subjects",
    demand="A call for volunteers holds who does the study, the condition and purpose, who may take part, "
    "a short list of benefits, the time needed, and the contact.",
    check=check,
    texts=say(
        en=(
            "How do people reach the study?",
            "The call names no place or contact.",
            "Add the place and a contact.",
        ),
        id=(
            "Bagaimana menghubungi penelitian ini?",
            "Ajakan ini tidak menyebut tempat atau kontak.",
            "Tambahkan tempat dan kontak.",
        ),
        nb=(
            "Hvordan når folk studien?",
            "Innkallingen har verken sted eller kontakt.",
            "Legg til sted og kontakt.",
        ),
    ),
    examples=(
        bad("Volunteers needed for our study! IRB 24-118"),
        bad("Deltakere søkes til studien vår! REK 2026/1", "nb"),
        bad("Dicari relawan penelitian! KEPK 1/2026", "id"),
        good("Volunteers needed: adults with asthma, for a study of sleep. Call 555-0133. IRB 24-118."),
    ),
    how="Calls for volunteers, with contact and eligibility words looked for.",
    not_checked="Purpose, time and benefits.",
    directions=("out",),
    variants={
        "who": say(
            en=(
                "Who may take part?",
                "The call does not say who may take part.",
                "Add age, condition or other criteria in plain words.",
            ),
            id=(
                "Siapa yang boleh ikut?",
                "Ajakan ini tidak menyebut siapa yang boleh ikut.",
                "Tambahkan usia, kondisi, atau syarat lain dengan kata sederhana.",
            ),
            nb=(
                "Hvem kan delta?",
                "Innkallingen sier ikke hvem som kan delta.",
                "Legg til alder, tilstand eller andre krav med enkle ord.",
            ),
        ),
    },
)
