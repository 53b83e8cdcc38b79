"""Whether an identifier points at somebody in care, and how serious that is."""

from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.phrases import Phrases

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

EVERYWHERE = tuple(all_packs())
PRIVACY_LAW = {"no": "helsepersonelloven § 21; GDPR art. 9", "id": "UU 27/2022 Pasal 4(2); UU 17/2023 Pasal 4(1)i, 177"}
_KIN = Phrases(
    "her mum, her mom, his mum, his mom, her dad, his dad, her husband, his wife, her wife, his husband, her son, "
    "his son, her daughter, "
    "the family, the patient, call me back, reach me, text me, call me, ring meg, mitt nummer, pasienten, "
    "moren hennes, faren hans, familien, "
    "telp saya, hubungi saya, nomor saya, keluarga pasien, ibunya, suaminya, istrinya, balas ke, dm me"
)
_OWN_NUMBER = Phrases(
    "call, book, call us, ring, ring oss, bestill, info, contact*, kontakt*, hubungi, telepon, pesan, ask about, "
    "apply*, lapor, konfirmasi, "
    "informasi, gavekonto, vipps, register*, daftar, sentralbord*, tlf, telefon, phone, tel, hotline, "
    "number on the back, write to"
)


def level(doc: "Document") -> str:
    """The severity of an identifier: block, or review when nothing ties a name to care, or somebody claims a release.

    What the public wrote is looked at, too. The learned judge may say of a review what it is surer of.
    """
    subjects = doc.subjects
    loose = bool(subjects.patients) and not subjects.tied
    return "review" if doc.incoming or subjects.released or loose else "block"


def contact_tied(doc: "Document", entity: Entity) -> bool:
    """Whether a phone number or address belongs to a patient or a relative rather than to a service."""
    sentence = doc.sentence_at(entity.start)
    if doc.has(_KIN, sentence.start, sentence.end):
        return True
    if doc.incoming:
        return True
    if doc.subjects.patients:
        return not doc.has(_OWN_NUMBER, max(sentence.start, entity.start - 40), entity.start)
    return doc.subjects.story and not doc.has(_OWN_NUMBER, sentence.start, sentence.end)


def near_patient(doc: "Document", entity: Entity) -> bool:
    """Whether the sentence of `entity` speaks of a patient by name, or of care in a story about one person."""
    sentence = doc.sentence_at(entity.start)
    if doc.subjects.patient_in(sentence.start, sentence.end):
        return True
    care = wordlists.phrases("care", "care", "patient")
    return doc.subjects.story and doc.has(care, sentence.start, sentence.end)
