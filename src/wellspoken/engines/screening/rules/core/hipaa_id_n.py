"""HIPAA-ID-N: links and handles that lead to a patient."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, level

_RAISING = (
    "gofundme.com",
    "spleis.no",
    "kitabisa.com",
    "caringbridge.org",
    "givesendgo.com",
    "facebook.com/groups",
    "legacy.com",
    "gofundme",
    "spleis",
    "kitabisa",
    "caringbridge",
    "givesendgo",
    "fundly",
    "benihbaik",
    "wecare",
    "mightycause",
    "bidra",
    "innsamling",
    "carepage",
    "posthope",
    "memorial",
)
_CONTACT = Phrases(
    "dm me, reach me, message me, text me, find me, svar meg, kontakt meg, balas ke, hubungi saya, dm saya, "
    "my user*, skriv til meg"
)


def check(doc: Document) -> Iterator[Hit]:
    """Fundraising and profile links in a text about care; handles of people who write about their own care."""
    for entity in doc.labelled("URL"):
        link = doc.lower[entity.start : entity.end]
        if any(site in link for site in _RAISING) and not doc.own.host(link) and (doc.subjects.care or doc.incoming):
            yield Hit(entity.start, entity.end, "URL", fix=Replacement("", "redact"))
    for entity in doc.labelled("USERNAME"):
        if doc.own.handle(doc.text[entity.start : entity.end]):
            continue
        sentence = doc.sentence_at(entity.start)
        asked = doc.has(_CONTACT, sentence.start, entity.start) and doc.subjects.care
        about = not doc.incoming and doc.tags.has("patient", sentence.start, sentence.end)
        if (
            asked
            or about
            or (not doc.incoming and doc.has(wordlists.phrases("care", "patient"), sentence.start, sentence.end))
        ):
            yield Hit(
                entity.start,
                entity.end,
                "USERNAME",
                variant="handle",
                severity=level(doc),
                fix=Replacement("", "redact"),
            )


RULE = Rule(
    id="HIPAA-ID-N",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(N)",
    citations=PRIVACY_LAW,
    demand="Links and account names that lead to a patient must not appear.",
    check=check,
    texts=say(
        en=(
            "A link to a patient",
            "“{text}” can lead to a patient's page or fundraiser.",
            "Take the link out unless the person has agreed in writing.",
        ),
        id=(
            "Tautan ke pasien",
            "“{text}” dapat mengarah ke halaman atau galang dana pasien.",
            "Hapus tautannya kecuali orangnya sudah setuju secara tertulis.",
        ),
        nb=(
            "En lenke til en pasient",
            "«{text}» kan føre til en pasients side eller innsamling.",
            "Ta bort lenken med mindre personen har sagt ja skriftlig.",
        ),
    ),
    examples=(
        bad("Donate at gofundme.com/help-tom-our-ICU-patient"),
        bad("DM me at @mbarton29, it's about my HIV results", direction="in"),
        bad("Our patient @maria_k is home after her stroke"),
        good("Give at riverbend.example.com/gifts for our NICU"),
        good("Thanks @RedCross for the blood drive"),
    ),
    how="A list of fundraising and memorial sites; account names beside words for a patient.",
    not_checked="Personal blogs.",
    directions=("out", "in"),
    variants={
        "handle": say(
            en=(
                "A patient's account name",
                "“{text}” is an account name tied to care.",
                "Take it out, and answer in a safe channel.",
            ),
            id=(
                "Nama akun pasien",
                "“{text}” adalah nama akun yang terkait perawatan.",
                "Hapus, dan jawab lewat saluran yang aman.",
            ),
            nb=(
                "En pasients kontonavn",
                "«{text}» er et kontonavn knyttet til behandling.",
                "Ta det bort, og svar i en trygg kanal.",
            ),
        ),
    },
)
