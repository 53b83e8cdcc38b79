"""REC-1: nothing that must be kept is made to disappear."""

from collections.abc import Iterator

from wellspoken.engines.screening.conduct import told
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Calls to delete criticism, logs or files out of sight."""
    for start, end in told(doc, "shred"):
        yield Hit(start, end, "RECORDS")
        return


RULE = Rule(
    id="REC-1",
    packs=EVERYWHERE,
    family="records",
    severity="block",
    citation="45 CFR 164.316(b)(2), 164.530(j); public records laws; Lindke v. Freed, 601 U.S. 187 (2024)",
    citations={
        "no": "arkivlova § 6; offentleglova; pasientjournalforskriften § 14",
        "id": "UU 43/2009 Pasal 81-86; UU 14/2008",
    },
    demand="Comments, messages, logs and files that must be kept are not deleted or hidden to escape criticism.",
    check=check,
    texts=say(
        en=(
            "This asks to destroy records",
            "“{text}” asks to delete or hide something that may have to be kept.",
            "Keep it, and ask who answers for records and for law.",
        ),
        id=(
            "Ini meminta memusnahkan catatan",
            "“{text}” meminta menghapus atau menyembunyikan sesuatu yang mungkin wajib disimpan.",
            "Simpan, dan tanyakan kepada penanggung jawab arsip dan hukum.",
        ),
        nb=(
            "Her skal noe slettes som må tas vare på",
            "«{text}» ber om å slette eller skjule noe som kanskje må oppbevares.",
            "Ta vare på det, og spør den som har ansvar for arkiv og juss.",
        ),
    ),
    examples=(
        bad("Please delete all complaints about ward 4 before the inspection. No copies.", surface="dm"),
        bad("Slett alle kritiske kommentarer før tilsynet kommer.", "nb", surface="dm"),
        bad("Hapus semua komentar negatif soal parkir, jangan ada salinan.", "id", surface="dm"),
        good("Our house rules: we remove comments with personal health information, and we keep a copy."),
        good("Du kan be om å få slettet dine data.", "nb"),
        good("Jangan hapus pesan darurat dari layanan 119.", "id"),
    ),
    how="Words for deleting and hiding beside criticism, logs, files or messages and a sign of haste or secrecy.",
    not_checked="What is really deleted; the product itself deletes no record.",
    directions=("out",),
)
