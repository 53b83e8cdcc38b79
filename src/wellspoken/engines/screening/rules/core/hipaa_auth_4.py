"""HIPAA-AUTH-4: an authorization that is no longer valid holds the post."""

from collections.abc import Iterator

from wellspoken.engines.screening.consents import state
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_STATES = {
    "withdrawn": {"en": "withdrawn", "id": "ditarik", "nb": "trukket tilbake"},
    "revoked": {"en": "withdrawn", "id": "ditarik", "nb": "trukket tilbake"},
    "expired": {"en": "expired", "id": "kedaluwarsa", "nb": "utløpt"},
    "void": {"en": "void", "id": "batal", "nb": "ugyldig"},
    "incomplete": {"en": "incomplete", "id": "belum lengkap", "nb": "ufullstendig"},
}


def check(doc: Document) -> Iterator[Hit]:
    """Every linked consent that does not hold today."""
    for consent in doc.ctx.consents:
        why = state(consent, doc.ctx.today)
        if why != "valid":
            person = str(consent.get("person") or consent.get("name") or "-")
            yield Hit(0, len(doc.text), "CONSENT", {"person": person, "why": _STATES[why][doc.reads]})


RULE = Rule(
    id="HIPAA-AUTH-4",
    packs=EVERYWHERE,
    family="consent",
    severity="block",
    citation="45 CFR 164.508(b)(2), (b)(5)",
    citations={"no": "GDPR art. 7(3)", "id": "UU 27/2022 Pasal 9, 40"},
    demand="A post whose authorization is withdrawn, expired or incomplete does not go out.",
    check=check,
    texts=say(
        en=(
            "The linked consent does not hold",
            "The consent of {person} is {why}.",
            "Take the story out, or get a new signed consent.",
        ),
        id=(
            "Persetujuan tertaut tidak berlaku",
            "Persetujuan {person} {why}.",
            "Hapus kisahnya, atau dapatkan persetujuan tertulis yang baru.",
        ),
        nb=(
            "Samtykket gjelder ikke",
            "Samtykket fra {person} er {why}.",
            "Ta bort historien, eller få et nytt signert samtykke.",
        ),
    ),
    examples=(
        bad("Meet Jerome and his new heart.", consents=({"person": "Jerome Whitfield", "status": "withdrawn"},)),
        good("Meet Jerome and his new heart.", consents=({"person": "Jerome Whitfield", "status": "valid"},)),
    ),
    how="The status and end date of linked consents.",
    not_checked="What the consent covers; a reviewer reads it.",
    directions=("out",),
)
