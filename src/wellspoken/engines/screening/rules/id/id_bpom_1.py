"""ID-BPOM-1: medicine adverts are approved and warn."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say

_WARNING = Phrases(
    "baca aturan pakai, bacalah aturan pakai, hubungi dokter, konsultasikan dengan dokter, sesuai aturan pakai"
)


def check(doc: Document) -> Iterator[Hit]:
    """Own over-the-counter medicines without approval or warning, and prescription medicines on sale."""
    promo = doc.promotion
    if doc.talking or promo.innocent or doc.ctx.profile.audience == "professionals":
        return
    for mention in promo.otc:
        if mention.record and not mention.record.ad_approval:
            yield Hit(mention.start, mention.end, "PRODUCT")
            return
        if not doc.has(_WARNING):
            yield Hit(mention.start, mention.end, "PRODUCT", variant="warning")
            return
        if mention.record and mention.record.ad_approval.lower() not in doc.lower and promo.claims:
            number, at = {"number": mention.record.ad_approval}, len(doc.text)
            fix = Replacement(f" {mention.record.ad_approval}", "add", at, at)
            yield Hit(mention.start, mention.end, "PRODUCT", number, "number", "review", fix)
            return
    for mention in promo.prescription[:1] if promo.sells else ():
        yield Hit(mention.start, mention.end, "PRODUCT", variant="prescription")


RULE = Rule(
    id="ID-BPOM-1",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Peraturan BPOM 2/2021; UU 17/2023",
    demand="Only over-the-counter medicines are advertised to the public, approved and with “Baca aturan pakai”.",
    check=check,
    texts=say(
        en=(
            "A medicine advert without approval",
            "No approval by BPOM is on file for “{text}”.",
            "Add the approval number to the product record, or wait for it.",
        ),
        id=(
            "Iklan obat tanpa persetujuan",
            "Belum ada nomor persetujuan iklan BPOM untuk “{text}”.",
            "Tambahkan nomornya ke data produk, atau tunggu.",
        ),
        nb=(
            "Legemiddelreklame uten godkjenning",
            "Ingen BPOM-godkjenning er registrert for «{text}».",
            "Legg inn godkjenningsnummeret på produktet, eller vent på det.",
        ),
    ),
    examples=(
        bad(
            "Panadrex untuk sakit kepala. Baca aturan pakai.",
            "id",
            profile={"kind": "pharma", "countries": ["id"], "products": [{"brand": "Panadrex", "type": "obat bebas"}]},
        ),
        bad(
            "Sakit kepala? Minum Panadrex!",
            "id",
            profile={
                "kind": "pharma",
                "countries": ["id"],
                "products": [{"brand": "Panadrex", "type": "obat bebas", "ad_approval": "IL-1"}],
            },
        ),
        bad("Antibiotik murah, pesan sekarang", "id"),
        good(
            "Panadrex untuk sakit kepala. Baca aturan pakai.",
            "id",
            profile={
                "kind": "pharma",
                "countries": ["id"],
                "products": [{"brand": "Panadrex", "type": "obat bebas", "ad_approval": "IL-1"}],
            },
        ),
        good(
            "Waspada Panadrex palsu, cek di apotek.",
            "id",
            profile={"kind": "pharma", "countries": ["id"], "products": [{"brand": "Panadrex", "type": "obat bebas"}]},
        ),
    ),
    how="The organisation's product records: kind, advert approval, and the warning in the text.",
    not_checked="Whether the approved wording is the same.",
    directions=("out",),
    countries=("id",),
    variants={
        "number": say(
            en=(
                "The approval number is not shown",
                "An advert for “{text}” shows the number of its approval: {number}.",
                "Add the number.",
            ),
            id=(
                "Nomor persetujuan iklan belum tampak",
                "Iklan “{text}” menampilkan nomor persetujuannya: {number}.",
                "Tambahkan nomornya.",
            ),
            nb=(
                "Godkjenningsnummeret vises ikke",
                "Reklame for «{text}» viser nummeret på godkjenningen: {number}.",
                "Legg til nummeret.",
            ),
        ),
        "warning": say(
            en=(
                "The warning is missing",
                "An advert for “{text}” needs its warning.",
                "Add: “Baca aturan pakai. Jika sakit berlanjut, hubungi dokter.”",
            ),
            id=(
                "Peringatan belum ada",
                "Iklan “{text}” wajib memuat peringatan.",
                "Tambahkan: “Baca aturan pakai. Jika sakit berlanjut, hubungi dokter.”",
            ),
            nb=(
                "Advarselen mangler",
                "Reklame for «{text}» må ha advarselen.",
                "Legg til: «Baca aturan pakai. Jika sakit berlanjut, hubungi dokter.»",
            ),
        ),
        "prescription": say(
            en=(
                "A prescription medicine on sale",
                "“{text}” needs a prescription and is offered to the public.",
                "Take it out.",
            ),
            id=(
                "Obat resep ditawarkan",
                "“{text}” memerlukan resep tetapi ditawarkan kepada umum.",
                "Hapus.",
            ),
            nb=(
                "Et reseptlegemiddel tilbys",
                "«{text}» krever resept, men tilbys allmennheten.",
                "Ta det bort.",
            ),
        ),
    },
)
