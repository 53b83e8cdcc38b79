"""ID-1787-5n: patients' testimonials are not used as publicity."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import said
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Testimonials."""
    for found in said(doc, "indonesia", "testimony"):
        yield Hit(found.start, found.end, "TESTIMONIAL")
        return


RULE = Rule(
    id="ID-1787-5n",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf n",
    demand="Patients' testimonials are not used as publicity.",
    check=check,
    texts=say(
        en=(
            "A testimonial",
            "“{text}” is a testimonial.",
            "Let a professional explain the procedure instead.",
        ),
        id=(
            "Testimoni",
            "“{text}” adalah testimoni.",
            "Ganti dengan penjelasan tenaga medis tentang prosedurnya.",
        ),
        nb=(
            "En pasientuttalelse",
            "«{text}» er en pasientuttalelse.",
            "La en fagperson forklare behandlingen i stedet.",
        ),
    ),
    examples=(
        bad("“Saya sembuh setelah berobat di sini,” kata Ibu Ratna.", "id"),
        bad("Testimoni pasien LASIK kami minggu ini.", "id"),
        good("Dokter menjelaskan prosedur katarak dan risikonya.", "id"),
        good("Saya menunggu dua jam di sini.", "id", direction="in", surface="comment"),
    ),
    how="First-person recovery tied to the provider, and words for testimonials.",
    not_checked="Testimonials in pictures and films.",
    directions=("out",),
    countries=("id",),
)
