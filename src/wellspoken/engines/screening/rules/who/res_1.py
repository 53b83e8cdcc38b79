"""RES-1: a call for volunteers is the wording the ethics board approved."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.recruiting import breach, numbered
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Calls that differ from their approval, and calls with no approval at all."""
    if not doc.promotion.recruits:
        return
    breaches = [breach(doc, study) for study in doc.ctx.studies]
    if breaches and all(breaches):
        yield Hit(0, len(doc.text), "APPROVAL", variant=breaches[0])
    elif not breaches and not numbered(doc):
        yield Hit(0, len(doc.text), "APPROVAL", severity="review")


RULE = Rule(
    id="RES-1",
    packs=("us", "eu", "no", "id", "who"),
    family="promo",
    severity="block",
    citation="21 CFR 50.20, 50.25, 56.109, 56.111; FDA information sheet on recruiting study subjects",
    demand="The ethics board approves the final text of a call for volunteers, and where it runs, before "
    "use; any change needs a new approval.",
    check=check,
    texts=say(
        en=(
            "No approval is linked",
            "This calls for study volunteers, and no ethics approval is linked or named.",
            "Link the approval with its number and approved wording.",
        ),
        id=(
            "Tidak ada persetujuan etik",
            "Ini tampak seperti ajakan relawan penelitian, tanpa persetujuan etik yang ditautkan atau disebut.",
            "Tautkan persetujuannya dengan nomor dan kalimat yang disetujui.",
        ),
        nb=(
            "Ingen godkjenning er knyttet til",
            "Dette er en innkalling til en studie, og ingen etisk godkjenning er knyttet til eller nevnt.",
            "Knytt til godkjenningen med nummer og godkjent ordlyd.",
        ),
    ),
    examples=(
        bad("Join our asthma study! Call 555-0133."),
        bad("Bli med i astmastudien vår!", "nb"),
        bad("Ikut penelitian asma kami!", "id"),
        bad(
            "Join our great asthma study. IRB 24-118.",
            studies=({"number": "24-118", "text": "Join our asthma study. IRB 24-118."},),
        ),
        good(
            "Join our asthma study. IRB 24-118.",
            studies=({"number": "24-118", "text": "Join our asthma study. IRB 24-118."},),
        ),
        good("Vi søker deltakere til en studie. REK 2026/812.", "nb"),
        good("Ikut penelitian asma. KEPK 88/2026.", "id"),
        good("A study found that sleep helps."),
    ),
    how="Words that call for volunteers; the linked approvals' wording, end date and channels; approval "
    "numbers in the text or on the organisation's list.",
    not_checked="Pictures and sound; whether the number is real.",
    directions=("out",),
    citations={"no": "helseforskningsloven §§ 9, 10; REK", "id": "Permenkes 75/2020; KEPK"},
    variants={
        "wording": say(
            en=(
                "Not the approved wording",
                "This text differs from the wording the ethics board approved.",
                "Use the approved wording, or ask for a new approval.",
            ),
            id=(
                "Bukan kalimat yang disetujui",
                "Teks ini berbeda dari kalimat yang disetujui komite etik.",
                "Pakai kalimat yang disetujui, atau minta persetujuan baru.",
            ),
            nb=(
                "Ikke den godkjente ordlyden",
                "Teksten avviker fra ordlyden etikkomiteen godkjente.",
                "Bruk den godkjente ordlyden, eller be om ny godkjenning.",
            ),
        ),
        "expired": say(
            en=(
                "The approval has expired",
                "The linked ethics approval is no longer valid.",
                "Ask for a new approval before you publish.",
            ),
            id=(
                "Persetujuan sudah habis masa berlakunya",
                "Persetujuan etik yang ditautkan tidak berlaku lagi.",
                "Minta persetujuan baru sebelum terbit.",
            ),
            nb=(
                "Godkjenningen er utløpt",
                "Den tilknyttede etiske godkjenningen gjelder ikke lenger.",
                "Be om ny godkjenning før du publiserer.",
            ),
        ),
        "channel": say(
            en=(
                "Not approved for this network",
                "The linked ethics approval does not cover the network this goes to.",
                "Choose an approved channel, or ask for a new approval.",
            ),
            id=(
                "Tidak disetujui untuk jejaring ini",
                "Persetujuan etik yang ditautkan tidak mencakup jejaring ini.",
                "Pilih kanal yang disetujui, atau minta persetujuan baru.",
            ),
            nb=(
                "Ikke godkjent for dette nettverket",
                "Den tilknyttede etiske godkjenningen dekker ikke dette nettverket.",
                "Velg en godkjent kanal, eller be om ny godkjenning.",
            ),
        ),
    },
)
