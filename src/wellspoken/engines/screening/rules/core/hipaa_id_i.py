"""HIPAA-ID-I: health plan numbers."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, level


def check(doc: Document) -> Iterator[Hit]:
    """ "HEALTH_PLAN_ID" identifiers."""
    for entity in doc.labelled("HEALTH_PLAN_ID"):
        if True:
            yield Hit(
                entity.start,
                entity.end,
                entity.label,
                severity=level(doc),
                fix=Replacement(_REMOVED[doc.reads], "redact"),
            )


_REMOVED = {"en": "[number removed]", "id": "[nomor dihapus]", "nb": "[nummer fjernet]"}


RULE = Rule(
    id="HIPAA-ID-I",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.514(b)(2)(i)(I)",
    citations=PRIVACY_LAW,
    demand="Health plan beneficiary numbers must not appear.",
    check=check,
    texts=say(
        en=(
            "A health plan number",
            "“{text}” looks like an insurance or health plan number.",
            "Take it out. If it was sent to you, move to a safe channel.",
        ),
        id=(
            "Nomor jaminan kesehatan",
            "“{text}” tampaknya nomor BPJS atau asuransi.",
            "Hapus nomor ini. Jika dikirim kepada Anda, pindah ke saluran yang aman.",
        ),
        nb=(
            "Et forsikringsnummer",
            "«{text}» ser ut som et forsikrings- eller medlemsnummer.",
            "Ta det bort. Fikk du det tilsendt, gå over til en trygg kanal.",
        ),
    ),
    examples=(
        bad("my medicare is 1EG4 TE5 MK73", direction="in"),
        bad("BPJS 0001234567890 terlihat di meja", "id"),
        bad("Member ID XQH884210937 on the card"),
        good("Info BPJS Kesehatan: 165.", "id"),
        good("Bring your insurance card."),
    ),
    how="Medicare identifiers by shape, BPJS by its thirteen digits, others beside a word for them.",
    not_checked="Plans whose numbers have no word beside them.",
    directions=("out", "in"),
)
