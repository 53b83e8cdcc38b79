"""HIPAA-DM-1: no health details over an open network."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.privacy_words import told
from wellspoken.engines.screening.replying import advises, asks
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_INVITE = wordlists.phrases("replies", "invite")
_NOT = wordlists.phrases("replies", "not")


def check(doc: Document) -> Iterator[Hit]:
    """Invitations to send symptoms, pictures, numbers or results."""
    for start, end in doc.find(_INVITE):
        sentence = doc.sentence_at(start)
        if not doc.has(_NOT, max(sentence.start, start - 30), end):
            yield Hit(start, end, "INVITES")
    for start, end in (*asks(doc), *told(doc, "ask")):
        yield Hit(start, end, "INVITES")
    for start, end in (*advises(doc), *told(doc, "advise")) if doc.talking else ():
        yield Hit(start, end, "ADVISES", variant="advice")


RULE = Rule(
    id="HIPAA-DM-1",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.530(c); 164.312(e)",
    citations=PRIVACY_LAW,
    demand="Do not invite health details over a social network; move to a secure channel.",
    check=check,
    texts=say(
        en=(
            "Asks for health details here",
            "“{text}” asks people to send health details over an open network.",
            "Offer a phone number or your secure portal instead.",
        ),
        id=(
            "Meminta rincian kesehatan di sini",
            "“{text}” meminta orang mengirim rincian kesehatan lewat jaringan terbuka.",
            "Tawarkan nomor telepon atau portal aman Anda.",
        ),
        nb=(
            "Ber om helseopplysninger her",
            "«{text}» ber folk sende helseopplysninger over et åpent nettverk.",
            "Tilby et telefonnummer eller den sikre portalen i stedet.",
        ),
    ),
    examples=(
        bad("DM us your date of birth and a photo of the rash."),
        bad("Send oss bilde av utslettet, så svarer vi.", "nb", surface="reply"),
        bad("Kirim foto luka dan NIK lewat DM ya", "id", surface="reply"),
        bad("You should stop the warfarin tonight and come in tomorrow.", surface="reply"),
        bad("Du bør doble dosen Paracet.", "nb", surface="reply"),
        bad("Hentikan obat dari dokternya ya.", "id", surface="reply"),
        good("Ask your pharmacist before you stop any medicine.", surface="reply"),
        good("Never send photos of the rash or your date of birth by message."),
        good("Send aldri fødselsnummer på Messenger.", "nb"),
        good("Jangan pernah kirim foto KTP lewat DM.", "id"),
        good("We can't assess this here. Call 555-0100."),
    ),
    how="An invitation verb with a health detail near it, not negated.",
    not_checked="Questions that only hint at it.",
    directions=("out",),
    variants={
        "advice": say(
            en=(
                "Medical advice to one person",
                "“{text}” tells one person what to do with a medicine, or what they have.",
                "Ask them to call you or their doctor; keep to general facts here.",
            ),
            id=(
                "Nasihat medis kepada satu orang",
                "“{text}” memberi tahu satu orang apa yang harus dilakukan dengan obatnya, atau apa penyakitnya.",
                "Minta orang itu menelepon Anda atau dokternya; di sini cukup fakta umum.",
            ),
            nb=(
                "Medisinske råd til én person",
                "«{text}» sier til én person hva som skal gjøres med en medisin, eller hva som feiler dem.",
                "Be dem ringe dere eller legen sin; hold dere til generelle fakta her.",
            ),
        ),
    },
)
