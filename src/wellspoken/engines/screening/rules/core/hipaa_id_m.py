"""HIPAA-ID-M: device numbers."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, level


def check(doc: Document) -> Iterator[Hit]:
    """ "DEVICE_ID" identifiers."""
    for entity in doc.labelled("DEVICE_ID"):
        if entity.kind != "lot":
            yield Hit(
                entity.start,
                entity.end,
                entity.label,
                severity=level(doc) if doc.subjects.story else None,
                fix=Replacement(_REMOVED[doc.reads], "redact"),
            )


_REMOVED = {"en": "[number removed]", "id": "[nomor dihapus]", "nb": "[nummer fjernet]"}


RULE = Rule(
    id="HIPAA-ID-M",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(M)",
    citations=PRIVACY_LAW,
    demand="Device identifiers and serial numbers of patients must not appear.",
    check=check,
    texts=say(
        en=(
            "A device number",
            "“{text}” looks like the serial number of somebody's device.",
            "Take it out; cover the label in the picture.",
        ),
        id=(
            "Nomor seri alat",
            "“{text}” tampaknya nomor seri alat milik seseorang.",
            "Hapus nomor ini; tutupi labelnya di gambar.",
        ),
        nb=(
            "Et serienummer",
            "«{text}» ser ut som serienummeret til noens utstyr.",
            "Ta det bort; dekk til etiketten på bildet.",
        ),
    ),
    examples=(
        bad("His new pacemaker, serial PJN4471, went in today"),
        bad("insulinpumpe SN NG-4417208H ble med på bildet", "nb"),
        bad("stiker alatnya S/N KX7-009841-R ikut kefoto", "id"),
        good("Recall: lots 44A019 to 44A077."),
        good("A modern pacemaker weighs about as much as four coins."),
    ),
    how="S/N, serial, serienr or a device word followed by a code; batch numbers are exempt.",
    not_checked="Bar codes in pictures.",
    directions=("out", "in"),
)
