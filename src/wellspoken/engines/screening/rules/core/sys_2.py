"""SYS-2: a picture that nobody could look into is not treated as clean."""

from collections.abc import Iterator, Mapping

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.images.report import REASONS
from wellspoken.engines.screening.rule import Hit, Rule, Words, bad, good
from wellspoken.engines.screening.tied import EVERYWHERE

#: said alike: what is wrong with the file itself
_FILE = frozenset(("not_found", "not_picture", "broken"))


def check(doc: Document) -> Iterator[Hit]:
    """Pictures whose writing, codes or faces could not be looked at; each reason once per picture."""
    for item in doc.ctx.media:
        for why in item.unseen:
            severity = "review" if REASONS.get(why, False) else "block"
            variant = "file" if why in _FILE else why if why in _VARIANTS else ""
            yield Hit(0, 0, "MEDIA", {"name": item.name, "why": why}, variant=variant, severity=severity)


def _words(en: tuple[str, str], id_: tuple[str, str], nb: tuple[str, str]) -> dict[str, Words]:
    return {
        "en": Words("Picture not looked into", *en),
        "id": Words("Isi gambar belum diperiksa", *id_),
        "nb": Words("Bildet er ikke undersøkt", *nb),
    }


_VARIANTS: Mapping[str, Mapping[str, Words]] = {
    "program_missing": _words(
        (
            "Writing in the picture “{name}” cannot be read here: the program tesseract is missing.",
            "Ask your administrator to install it: apt-get install tesseract-ocr tesseract-ocr-ind tesseract-ocr-nor.",
        ),
        (
            "Tulisan di gambar “{name}” tidak dapat dibaca di sini: program tesseract belum ada.",
            "Minta administrator memasangnya: apt-get install tesseract-ocr tesseract-ocr-ind tesseract-ocr-nor.",
        ),
        (
            "Skrift i bildet «{name}» kan ikke leses her: programmet tesseract mangler.",
            "Be administratoren installere det: apt-get install tesseract-ocr tesseract-ocr-ind tesseract-ocr-nor.",
        ),
    ),
    "waiting": _words(
        ("The picture “{name}” has not been looked into yet.", "Wait a moment; this goes away by itself."),
        ("Gambar “{name}” belum diperiksa.", "Tunggu sebentar; ini hilang dengan sendirinya."),
        ("Bildet «{name}» er ikke undersøkt ennå.", "Vent litt; dette går over av seg selv."),
    ),
    "dicom": _words(
        (
            "“{name}” is a medical image file (DICOM). Such files carry the patient's name inside.",
            "Export the picture as JPEG or PNG without any writing on it, and link the consent.",
        ),
        (
            "“{name}” adalah berkas citra medis (DICOM). Berkas seperti ini memuat nama pasien.",
            "Ekspor gambarnya sebagai JPEG atau PNG tanpa tulisan, dan tautkan persetujuannya.",
        ),
        (
            "«{name}» er en medisinsk bildefil (DICOM). Slike filer har pasientens navn i seg.",
            "Eksporter bildet som JPEG eller PNG uten skrift på, og knytt til samtykket.",
        ),
    ),
    "file": _words(
        (
            "“{name}” could not be opened as a picture ({why}).",
            "Save it anew as JPEG or PNG, or look through the whole picture yourself.",
        ),
        (
            "“{name}” tidak dapat dibuka sebagai gambar ({why}).",
            "Simpan ulang sebagai JPEG atau PNG, atau periksa sendiri seluruh gambarnya.",
        ),
        (
            "«{name}» kunne ikke åpnes som bilde ({why}).",
            "Lagre det på nytt som JPEG eller PNG, eller se gjennom hele bildet selv.",
        ),
    ),
    "language_missing": _words(
        (
            "A language in which writing in “{name}” should be read is not installed.",
            "Look for names in the picture yourself; `wellspoken doctor` says which package is missing.",
        ),
        (
            "Bahasa untuk membaca tulisan di “{name}” belum terpasang.",
            "Cari sendiri nama di gambar; `wellspoken doctor` menyebut paket yang kurang.",
        ),
        (
            "Et språk som skrift i «{name}» skal leses på, er ikke installert.",
            "Se etter navn i bildet selv; `wellspoken doctor` sier hvilken pakke som mangler.",
        ),
    ),
}

RULE = Rule(
    id="SYS-2",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="Product safety: screening fails closed",
    demand="A picture that could not be looked into, wholly or in part, is not treated as clean.",
    check=check,
    texts=_words(
        (
            "Not everything in the picture “{name}” could be looked at ({why}).",
            "Look through the whole picture yourself: bands, boards, screens, labels, faces behind.",
        ),
        (
            "Tidak semua di gambar “{name}” dapat diperiksa ({why}).",
            "Periksa sendiri seluruh gambar: gelang, papan, layar, label, wajah di latar.",
        ),
        (
            "Ikke alt i bildet «{name}» kunne undersøkes ({why}).",
            "Se gjennom hele bildet selv: armbånd, tavler, skjermer, etiketter, ansikter bak.",
        ),
    ),
    examples=(
        bad("Our new lobby.", media=({"name": "lobby.jpg", "alt": "The lobby with a piano", "unseen": ["broken"]},)),
        bad("Lobi baru kami.", "id", media=({"name": "lobi.jpg", "alt": "Lobi dengan piano", "unseen": ["waiting"]},)),
        bad("Den nye hallen.", "nb", media=({"name": "h.dcm", "alt": "Hallen med piano", "unseen": ["dicom"]},)),
        good("Our new lobby.", media=({"name": "lobby.jpg", "alt": "The lobby with a piano"},)),
    ),
    how="What the look at each picture says it could not see: damaged or foreign files, time, missing programs.",
    not_checked="Films.",
    directions=("out",),
    variants=_VARIANTS,
)
