"""FTC-4: no bought, invented or gated reviews."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_BOUGHT = wordlists.phrases("promo", "bought reviews")
_REVIEW = wordlists.phrases("promo", "review words")
_REWARD = wordlists.phrases("promo", "reward")
_STARS = wordlists.phrases("promo", "five stars")


def check(doc: Document) -> Iterator[Hit]:
    """Rewards for good reviews, invented reviews, and only happy people asked."""
    for start, end in doc.find(_BOUGHT):
        yield Hit(start, end, "REVIEWS")
        return
    for start, end in doc.find(_STARS):
        sentence = doc.sentence_at(start)
        if doc.has(_REWARD, sentence.start, min(len(doc.text), sentence.end + 80)):
            yield Hit(start, end, "REVIEWS")
            return
    if doc.has(_REWARD):
        for start, end in doc.find(_REVIEW):
            yield Hit(start, end, "REVIEWS", variant="reward", severity="review")
            return


RULE = Rule(
    id="FTC-4",
    packs=("us",),
    family="promo",
    severity="block",
    citation="16 CFR 465.2, 465.4, 465.5, 465.7, 465.8",
    demand="No fake or machine-made reviews, no reward for a good one, no hidden insiders, no hiding of "
    "bad ones, no bought followers.",
    check=check,
    texts=say(
        en=(
            "A bought or gated review",
            "“{text}” asks for good reviews in return for something, or only from happy people.",
            "Ask everybody for an honest review, without a reward for what it says.",
        ),
        id=(
            "Ulasan yang dibeli atau disaring",
            "“{text}” meminta ulasan baik dengan imbalan, atau hanya dari orang yang puas.",
            "Mintalah ulasan jujur dari semua orang, tanpa imbalan untuk isinya.",
        ),
        nb=(
            "En kjøpt eller siltet omtale",
            "«{text}» ber om gode omtaler mot noe, eller bare fra fornøyde.",
            "Be alle om en ærlig omtale, uten belønning for hva den sier.",
        ),
    ),
    examples=(
        bad("Leave us 5 stars and get $10 off whitening"),
        bad("Beri bintang 5 dan dapatkan voucher!", "id", profile={"countries": ["us"]}),
        bad("Gi oss fem stjerner og få rabatt!", "nb", profile={"countries": ["us"]}),
        good("Tell us how we did (any rating)."),
        good("We are proud of our 5-star safety grade."),
    ),
    how="Words for stars and reviews beside rewards; phrases for bought reviews and followers.",
    not_checked="Whether a quoted review is real.",
    directions=("out",),
    countries=("us",),
    variants={
        "reward": say(
            en=(
                "A reward for reviews",
                "“{text}” stands beside a reward.",
                "A reviewer checks that the reward does not depend on what is said, and that it is disclosed.",
            ),
            id=(
                "Imbalan untuk ulasan",
                "“{text}” ada di dekat imbalan.",
                "Peninjau memeriksa bahwa imbalan tidak bergantung pada isi ulasan, dan diungkapkan.",
            ),
            nb=(
                "En belønning for omtaler",
                "«{text}» står ved en belønning.",
                "En kontrollør sjekker at belønningen ikke avhenger av hva som sies, og at den oppgis.",
            ),
        ),
    },
)
