"""HIPAA-ID-J: account numbers."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, level, near_patient


def check(doc: Document) -> Iterator[Hit]:
    """ "ACCOUNT" identifiers."""
    for entity in doc.labelled("ACCOUNT"):
        if (doc.incoming and entity.kind == "card") or near_patient(doc, entity):
            yield Hit(
                entity.start,
                entity.end,
                entity.label,
                severity=level(doc),
                fix=Replacement(_REMOVED[doc.reads], "redact"),
            )


_REMOVED = {"en": "[number removed]", "id": "[nomor dihapus]", "nb": "[nummer fjernet]"}


RULE = Rule(
    id="HIPAA-ID-J",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.514(b)(2)(i)(J)",
    citations=PRIVACY_LAW,
    demand="Account numbers of patients must not appear.",
    check=check,
    texts=say(
        en=(
            "An account number",
            "“{text}” looks like an account or card number tied to a patient.",
            "Take it out. Gifts should go to the organisation's own account.",
        ),
        id=(
            "Nomor rekening",
            "“{text}” tampaknya nomor rekening atau kartu yang terkait pasien.",
            "Hapus nomor ini. Donasi sebaiknya ke rekening lembaga.",
        ),
        nb=(
            "Et kontonummer",
            "«{text}» ser ut som et konto- eller kortnummer knyttet til en pasient.",
            "Ta det bort. Gaver bør gå til virksomhetens egen konto.",
        ),
    ),
    examples=(
        bad("Her bill, account 99120-4, after the surgery of our patient Anna Berg"),
        good("Gavekonto 7427.11.08641 til barneavdelingen.", "nb"),
        good("Donasi: BCA 0710-5550-142 a.n. Yayasan Peduli", "id"),
    ),
    how="IBAN, card numbers and numbers beside a word for an account, "
    "in a text about a person in care; donation accounts are exempt.",
    not_checked="Account numbers without check digit or word.",
    directions=("out", "in"),
)
