"""HIPAA-ID-O: IP addresses."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW


def check(doc: Document) -> Iterator[Hit]:
    """ "IP" identifiers."""
    for entity in doc.labelled("IP"):
        if True:
            yield Hit(
                entity.start, entity.end, entity.label, severity=None, fix=Replacement(_REMOVED[doc.reads], "redact")
            )


_REMOVED = {"en": "[number removed]", "id": "[nomor dihapus]", "nb": "[nummer fjernet]"}


RULE = Rule(
    id="HIPAA-ID-O",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(O)",
    citations=PRIVACY_LAW,
    demand="IP addresses of patients must not appear.",
    check=check,
    texts=say(
        en=(
            "An IP address",
            "“{text}” is an internet address that can lead to a person.",
            "Take it out of logs and chat samples before you show them.",
        ),
        id=(
            "Alamat IP",
            "“{text}” adalah alamat internet yang dapat mengarah ke seseorang.",
            "Hapus dari log dan contoh obrolan sebelum ditampilkan.",
        ),
        nb=(
            "En IP-adresse",
            "«{text}» er en nettadresse som kan føre til en person.",
            "Ta den bort fra logger og samtaleeksempler før de vises.",
        ),
    ),
    examples=(
        bad("Sample chat: visitor 203.0.113.58 asks about a test"),
        good("We run version 3.11.2 now."),
    ),
    how="IPv4 and IPv6 addresses.",
    not_checked="-",
    directions=("out", "in"),
)
