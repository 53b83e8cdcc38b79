"""COPPA-1: children are not asked for their data."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_CHILDREN = wordlists.phrases("promo", "to children")
_SEND = wordlists.phrases("promo", "send us")
_PARENTS = wordlists.phrases("promo", "to parents")


def check(doc: Document) -> Iterator[Hit]:
    """Calls to children to send a name, a picture or the like."""
    for start, end in doc.find(_CHILDREN):
        sentence = doc.sentence_at(start)
        reach = min(len(doc.text), sentence.end + 80)
        if doc.has(_SEND, start, reach) and not doc.has(_PARENTS):
            yield Hit(start, end, "CHILDREN")
            return


RULE = Rule(
    id="COPPA-1",
    packs=("us",),
    family="privacy",
    severity="review",
    citation="16 CFR 312 (2025 amendments)",
    demand="Children under 13 are not asked for personal data without a parent's verified consent; "
    "campaigns for children speak to parents.",
    check=check,
    texts=say(
        en=(
            "Children are asked for their data",
            "“{text}” asks children to send something about themselves.",
            "Speak to the parents and ask for their written consent.",
        ),
        id=(
            "Anak diminta datanya",
            "“{text}” meminta anak mengirim sesuatu tentang dirinya.",
            "Bicaralah kepada orang tua dan minta izin tertulis.",
        ),
        nb=(
            "Barn bes om opplysninger",
            "«{text}» ber barn sende noe om seg selv.",
            "Henvend dere til foreldrene og be om skriftlig samtykke.",
        ),
    ),
    examples=(
        bad("Kids, send us your name and photo!"),
        bad("Adik-adik, kirim foto dan nama kalian ya!", "id", profile={"countries": ["us"]}),
        bad("Hei barn, send oss navn og bilde!", "nb", profile={"countries": ["us"]}),
        good("Parents: with your written OK, your child can enter the drawing contest."),
        good("Kids get a sticker after the flu shot."),
    ),
    how="Words that speak to children beside a request to send or post something.",
    not_checked="Who really takes part.",
    directions=("out",),
    countries=("us",),
)
