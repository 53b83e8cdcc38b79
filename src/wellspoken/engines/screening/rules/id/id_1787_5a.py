"""ID-1787-5a: publication of health services does not attack others or boast in bad taste."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Contempt for other providers."""
    for found in promoted(doc, "indonesia", "attack"):
        yield Hit(found.start, found.end, "ATTACK")
        return


RULE = Rule(
    id="ID-1787-5a",
    packs=("id",),
    family="promo",
    severity="review",
    citation="Permenkes 1787/2010 Pasal 5 huruf a",
    demand="Publication of health services does not attack others or boast in bad taste.",
    check=check,
    texts=say(
        en=(
            "Attacks others",
            "“{text}” runs down other providers or professions.",
            "Say what you offer, without others.",
        ),
        id=(
            "Menyerang pihak lain",
            "“{text}” merendahkan fasilitas atau profesi lain.",
            "Sebutkan layanan Anda sendiri, tanpa menyinggung pihak lain.",
        ),
        nb=(
            "Angriper andre",
            "«{text}» snakker ned andre behandlere eller yrker.",
            "Si hva dere tilbyr, uten å nevne andre.",
        ),
    ),
    examples=(
        bad("Dokter sebelah asal-asalan, di sini ditangani benar.", "id"),
        bad("Jangan ke klinik abal-abal lain yang jorok, ke kami saja.", "id"),
        good("Kami bekerja sama dengan puskesmas dan klinik lain di kecamatan ini.", "id"),
        good("Waspada klinik kecantikan bodong. Laporkan ke dinas kesehatan.", "id"),
    ),
    how="Words of contempt beside other providers or professions.",
    not_checked="Pictures and irony.",
    directions=("out",),
    countries=("id",),
)
