"""ID-CONF-1: patients' health secrets are kept: no live broadcasts of operations or births."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import said
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Live broadcasts of care."""
    for found in said(doc, "indonesia", "live"):
        yield Hit(found.start, found.end, "BROADCAST")
        return


RULE = Rule(
    id="ID-CONF-1",
    packs=("id",),
    family="privacy",
    severity="block",
    citation="UU 17/2023 Pasal 4(1)i, 177, 301; Permenkes 24/2022",
    demand="Patients' health secrets are kept: no live broadcasts of operations or births.",
    check=check,
    texts=say(
        en=(
            "A live broadcast of care",
            "“{text}” broadcasts care of a patient.",
            "Use an animation or a simulation.",
        ),
        id=(
            "Siaran langsung tindakan",
            "“{text}” menyiarkan perawatan pasien.",
            "Gunakan animasi atau simulasi.",
        ),
        nb=(
            "Direktesending av behandling",
            "«{text}» sender behandling av en pasient direkte.",
            "Bruk en animasjon eller simulering.",
        ),
    ),
    examples=(
        bad("Siaran langsung operasi caesar di TikTok malam ini!", "id"),
        bad("Nonton langsung persalinan pasien kami di live IG", "id"),
        good("Animasi prosedur caesar, tayang malam ini.", "id"),
        good("Live IG: tanya jawab bersama dokter anak.", "id"),
    ),
    how="Live broadcasts beside operations, births or patients. Names and numbers: the HIPAA-ID rules.",
    not_checked="What a film shows.",
    directions=("out",),
    countries=("id",),
)
