"""HIPAA-MEDIA-2: writing that machines put into pictures, codes that carry a patient's data, and faces."""

from collections.abc import Iterator

from wellspoken.engines.screening.consents import state
from wellspoken.engines.screening.context import MediaItem
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

#: codes of goods in shops tell nothing of a person; QR codes are read as links
_HARMLESS = ("qr", "ean", "upc", "databar", "microqr", "rmqr")


def check(doc: Document) -> Iterator[Hit]:
    """Burnt-in writing, bar codes of bands and licences, more faces than people who agreed."""
    agreed = sum(1 for consent in doc.ctx.consents if state(consent, doc.ctx.today) == "valid")
    for item in doc.ctx.media:
        if item.burnt_in:
            yield Hit(0, 0, "MEDIA", {"name": item.name})
        for kind, text in item.codes:
            if not kind.lower().replace("-", "").startswith(_HARMLESS):
                yield Hit(0, 0, "OTHER_ID", {"name": item.name, "text": text[:80]}, variant="code")
        if (item.faces or 0) > agreed + _named_staff(doc, item):
            params = {"name": item.name, "faces": str(item.faces), "agreed": str(agreed)}
            yield Hit(0, 0, "FACE", params, variant="faces")


def _named_staff(doc: Document, item: MediaItem) -> int:
    """How many colleagues the text or the description names."""
    listed = [name.lower() for name in doc.ctx.profile.staff]
    shown = item.alt.lower()
    named = {doc.text[p.start : p.end].lower() for p in doc.subjects.staff}
    return len(named | {name for name in listed if name and name in shown})


RULE = Rule(
    id="HIPAA-MEDIA-2",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(H), (Q), (R)",
    citations=PRIVACY_LAW,
    demand="Pictures must not carry what machines wrote into them, codes of patients, or faces without consent.",
    check=check,
    texts=say(
        en=(
            "Writing burnt into a picture",
            "Small writing stands in a dark corner of “{name}”, where X-ray and ultrasound machines put patient data.",
            "Read every corner at full size; crop it, or export the picture without overlays.",
        ),
        id=(
            "Tulisan tertanam di gambar",
            "Ada tulisan kecil di sudut gelap “{name}”, tempat alat rontgen dan USG menaruh data pasien.",
            "Baca setiap sudut dalam ukuran penuh; potong, atau ekspor gambar tanpa tulisan.",
        ),
        nb=(
            "Skrift brent inn i bildet",
            "Liten skrift står i et mørkt hjørne av «{name}», der røntgen- og ultralydapparater legger pasientdata.",
            "Les hvert hjørne i full størrelse; beskjær, eller eksporter bildet uten påskrift.",
        ),
    ),
    examples=(
        bad("Modern imaging.", media=({"name": "scan.png", "alt": "An X-ray of a hand", "burnt_in": True},)),
        bad(
            "The new wristbands.",
            media=({"name": "band.jpg", "alt": "A band around a wrist", "codes": [["Code128", "H2210457"]]},),
        ),
        bad("Vi feirer.", "nb", media=({"name": "fest.jpg", "alt": "Folk med kake i kantina", "faces": 3},)),
        bad("Kami merayakan.", "id", media=({"name": "pesta.jpg", "alt": "Orang-orang dengan kue", "faces": 2},)),
        good(
            "Scan the code for our opening hours.",
            media=({"name": "poster.png", "alt": "A poster", "codes": [["QRCode", "https://example.org"]]},),
        ),
        good("The garden.", media=({"name": "garden.jpg", "alt": "Roses in the garden", "faces": 0},)),
        good(
            "Anna Berg, home after her operation.",
            media=({"name": "anna.jpg", "alt": "A smiling woman", "faces": 1},),
            consents=({"person": "Anna Berg", "signed": "2026-01-05", "expires": "2030-01-01"},),
        ),
    ),
    how="Small bright writing in dark corners; bar codes other than those of goods; faces counted against linked "
    "consents and named colleagues.",
    not_checked="Who the faces belong to; tattoos, scars, reflections.",
    directions=("out",),
    variants={
        "code": say(
            en=(
                "A readable code in a picture",
                "A code in “{name}” can be read by anybody with a phone: “{text}”.",
                "Cover the code, or make sure that it says nothing of a person.",
            ),
            id=(
                "Kode terbaca di gambar",
                "Kode di “{name}” dapat dibaca siapa pun dengan ponsel: “{text}”.",
                "Tutupi kodenya, atau pastikan isinya bukan tentang seseorang.",
            ),
            nb=(
                "En lesbar kode i bildet",
                "En kode i «{name}» kan leses av alle med en telefon: «{text}».",
                "Dekk til koden, eller forsikre deg om at den ikke sier noe om en person.",
            ),
        ),
        "faces": say(
            en=(
                "More faces than consents",
                "“{name}” shows {faces} face(s); {agreed} linked consent(s) are in force.",
                "Link the consent of everybody who can be recognised, name the colleagues, or choose another picture.",
            ),
            id=(
                "Wajah lebih banyak dari persetujuan",
                "“{name}” menampilkan {faces} wajah; {agreed} persetujuan tertaut berlaku.",
                "Tautkan persetujuan setiap orang yang dikenali, sebut nama rekan, atau pilih gambar lain.",
            ),
            nb=(
                "Flere ansikter enn samtykker",
                "«{name}» viser {faces} ansikt(er); {agreed} tilknyttede samtykker gjelder.",
                "Knytt til samtykke fra alle som kan kjennes igjen, nevn kollegene, eller velg et annet bilde.",
            ),
        ),
    },
)
