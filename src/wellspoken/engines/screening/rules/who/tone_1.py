"""TONE-1: nobody is insulted or mocked."""

from collections.abc import Iterator

from wellspoken.engines.screening.conduct import told
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Words that put the reader down; in a post by the organisation the writer may mean itself, so answers only."""
    for start, end in told(doc, "insult") if doc.talking else ():
        yield Hit(start, end, "TONE")
        return


RULE = Rule(
    id="TONE-1",
    packs=EVERYWHERE,
    family="conduct",
    severity="review",
    citation="AMA Code of Medical Ethics 2.3.2; yrkesetiske retningslinjer for sykepleiere; practice",
    citations={
        "no": "Yrkesetiske retningslinjer for sykepleiere; Etiske regler for leger",
        "id": "Kode Etik Rumah Sakit Indonesia; KODEKI",
    },
    demand="An answer never insults or mocks the person, however rude the question was.",
    check=check,
    texts=say(
        en=(
            "This insults the person you answer",
            "“{text}” puts the reader down.",
            "Say what you can do for them, or leave it unanswered and hand it to a colleague.",
        ),
        id=(
            "Ini menghina orang yang Anda jawab",
            "“{text}” merendahkan pembaca.",
            "Katakan apa yang bisa Anda bantu, atau serahkan kepada rekan kerja.",
        ),
        nb=(
            "Dette fornærmer den du svarer",
            "«{text}» setter leseren i et dårlig lys.",
            "Si hva dere kan gjøre for vedkommende, eller la en kollega svare.",
        ),
    ),
    examples=(
        bad("You must be blind if you missed the sign, genius.", surface="reply"),
        bad("Du er bare en sytekopp. Ha en fin dag!", "nb", surface="reply"),
        bad("Makanya pakai otak dong, Pak.", "id", surface="comment"),
        good("Sorry about the sign. Parking is behind block C; call us if you get stuck.", surface="reply"),
        good("Ingen spørsmål er dumme. Bare spør oss.", "nb", surface="reply"),
        good("Maaf sudah menunggu lama, Pak. Kami cek antreannya.", "id", surface="reply"),
    ),
    how="Words of insult and mockery addressed to the reader, in replies, comments and direct messages.",
    not_checked="Irony without such words; the tone of posts.",
    directions=("out",),
)
