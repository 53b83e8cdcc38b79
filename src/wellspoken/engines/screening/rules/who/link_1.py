"""LINK-1: a health claim has a source."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.health_claims import health_claims
from wellspoken.engines.screening.myths import repeated
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sources import second_needed, sourced
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """The first claim about health in a text without a credible source, or with one that is doubted on its topic."""
    if doc.talking or doc.incoming or doc.ctx.surface == "alt_text":
        return
    doubted = second_needed(doc)
    if sourced(doc) and not doubted:
        return
    for claim in health_claims(doc):
        if not doubted and _corrected(doc, claim.start):
            continue
        if doubted:
            params = {"source": doubted}
            yield Hit(claim.start, claim.end, "CLAIM", params, variant="second", severity="advise")
        else:  # that an illness is spreading is news more than a claim
            yield Hit(claim.start, claim.end, "CLAIM", severity="advise" if claim.name == "surging" else None)
        return


def _corrected(doc: Document, at: int) -> bool:
    """Whether the sentence of a claim speaks against a well-known false one: then it is advice, not a claim."""
    sentence = doc.sentence_at(at)
    return any(r.stance == "denies" and sentence.start <= r.start < sentence.end for r in repeated(doc))


RULE = Rule(
    id="LINK-1",
    packs=EVERYWHERE,
    family="source",
    severity="review",
    citation="WHO infodemic guidance; practice",
    demand="Every factual health claim carries a link to a credible source or to the organisation's own reviewed page.",
    check=check,
    texts=say(
        en=(
            "A health claim without a source",
            "“{text}” is a claim about health, and no credible source is linked.",
            "Add a link to a public health authority, a guideline or your own reviewed page.",
        ),
        id=(
            "Klaim kesehatan tanpa sumber",
            "“{text}” adalah klaim kesehatan, dan belum ada sumber tepercaya.",
            "Tambahkan tautan ke otoritas kesehatan, pedoman, atau halaman Anda yang sudah ditinjau.",
        ),
        nb=(
            "En helsepåstand uten kilde",
            "«{text}» er en påstand om helse, og ingen troverdig kilde er lenket.",
            "Legg til en lenke til helsemyndighetene, en retningslinje eller deres egen kvalitetssikrede side.",
        ),
    ),
    examples=(
        bad("Coffee cuts the risk of dementia."),
        bad("Measles is back. Vaccinate!"),
        bad("Kaffe forebygger kreft.", "nb"),
        bad("Kopi mencegah kanker.", "id"),
        good("Flu vaccine lowers the risk of flu illness: https://www.cdc.gov/flu"),
        good("Flu vaccine lowers the risk of flu.", sources=("https://www.fhi.no/influensa",)),
        bad("Studies show that vaccines do not cause autism and prevent measles: cdc.gov"),
        good("Studies show that the MMR vaccine prevents measles: cdc.gov"),
        good("The cafeteria's chili is back by popular demand."),
        good("Kantina serverer kjøttkaker på onsdag.", "nb"),
    ),
    how="A word of effect with a condition after it, a share of people, a risk or an appeal to research, and no link "
    "of tier 1 or 2.",
    not_checked="Whether the source says what the text says.",
    directions=("out",),
    variants={
        "second": say(
            en=(
                "A second source is needed",
                "“{text}” rests on {source} alone, whose page on this topic was changed against the evidence.",
                "Add a second source, such as a professional society or WHO.",
            ),
            id=(
                "Perlu sumber kedua",
                "“{text}” hanya bersandar pada {source}, yang halamannya di topik ini bertentangan dengan bukti.",
                "Tambahkan sumber kedua, misalnya perhimpunan profesi atau WHO.",
            ),
            nb=(
                "Det trengs en kilde til",
                "«{text}» hviler på {source} alene, og siden der om dette emnet er endret i strid med kunnskapen.",
                "Legg til en kilde til, for eksempel en fagforening eller WHO.",
            ),
        ),
    },
)
