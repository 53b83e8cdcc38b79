"""FDA-14: liking a claim makes it yours."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_LIKES = wordlists.phrases("promo", "likes")
_PRAISE_BACK = wordlists.phrases("promo", "praise back")
_NOT_ADOPTED = wordlists.phrases("promo", "not adopted")
_OUTCOME = wordlists.phrases("claims", "cure", "help")
_TROUBLE = wordlists.phrases("claims", "trouble")
_REMEDY = wordlists.phrases("claims", "remedy")
_MEDICINES = wordlists.phrases("promo", "rx", "nickname", "otc", "otc brand")
_RESCUED = wordlists.phrases("promo", "rescued")
_SHORTEST = 4
_ACT = Pattern(r"^\(([^)]{0,120})\)")


def check(doc: Document) -> Iterator[Hit]:
    """Likes and warm answers to somebody's claim that a product cured or helped them."""
    act = _ACT.search(doc.lower)
    if act and _LIKES.first(act.group(1)) and (doc.has(_OUTCOME) or doc.has(_TROUBLE)):
        yield Hit(act.start(), act.end(), "ENDORSES", severity="block")
        return
    warm = doc.find(_PRAISE_BACK) if doc.talking and not doc.has(_NOT_ADOPTED) else []
    if warm and (own := _of_ours(doc)):
        yield Hit(*warm[0], "ENDORSES", severity="block" if own == "ours" else None)


def _of_ours(doc: Document) -> str:
    """Whether the text answered tells an effect of a product: "ours", "other" or ""."""
    told = doc.parent
    names = [n.lower() for p in doc.ctx.profile.products for n in (p.brand, p.generic) if len(n) >= _SHORTEST]
    if any(name in told.lower for name in names) and (told.has(_RESCUED) or told.has(_OUTCOME)):
        return "ours"
    if not (told.has(_TROUBLE) and told.has(_OUTCOME)):
        return ""
    return "other" if told.has(_REMEDY) or told.has(_MEDICINES) else ""


RULE = Rule(
    id="FDA-14",
    packs=("us", "no", "id", "who"),
    family="promo",
    severity="review",
    citation="FDA letters to AMARC 2012 and Zarbee's 2014",
    demand="Liking, sharing or thanking a claim can be treated as making it.",
    check=check,
    texts=say(
        en=(
            "Adopts somebody's claim",
            "“{text}” makes another person's health claim yours.",
            "Do not like or thank for it; answer with neutral words.",
        ),
        id=(
            "Mengadopsi klaim orang",
            "“{text}” menjadikan klaim kesehatan orang lain milik Anda.",
            "Jangan menyukai atau berterima kasih; jawab dengan netral.",
        ),
        nb=(
            "Gjør andres påstand til din",
            "«{text}» gjør en annens helsepåstand til din.",
            "Ikke lik eller takk for den; svar nøytralt.",
        ),
    ),
    examples=(
        bad("(brand account likes:) PolyMVA keeps my cancer at bay."),
        bad("Love this! Thank you for sharing!", surface="reply", parent="your tea cured my cough"),
        good("Thank you for writing. Please talk to your doctor.", surface="reply", parent="your tea cured my cough"),
    ),
    how="A noted like, or praise in an answer to a claim.",
    not_checked="Likes that are not recorded.",
    directions=("out",),
)
