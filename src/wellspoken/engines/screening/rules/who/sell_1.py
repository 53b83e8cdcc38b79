"""SELL-1: strangers who sell medicines in your comments."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_SELLING = wordlists.phrases("promo", "selling")
_SURE = wordlists.phrases("promo", "surely selling")


def check(doc: Document) -> Iterator[Hit]:
    """Sales of prescription medicines by the public; a question whether something is in stock is none."""
    spots = doc.find(_SELLING)
    if not spots or not doc.promotion.mentions:
        return
    if "?" not in doc.text or doc.has(_SURE):
        yield Hit(*spots[0], "SALE")


RULE = Rule(
    id="SELL-1",
    packs=("us", "no", "id", "who"),
    family="promo",
    severity="review",
    citation="FD&C Act 503(b); legemiddelloven; UU 17/2023",
    demand="Offers of prescription medicines in your comments are hidden and reported.",
    check=check,
    texts=say(
        en=(
            "Somebody sells medicines here",
            "“{text}” looks like an illegal sale of medicines.",
            "Hide it, report it to the network, and warn readers if needed.",
        ),
        id=(
            "Ada yang menjual obat di sini",
            "“{text}” tampaknya penjualan obat ilegal.",
            "Sembunyikan, laporkan ke jejaring, dan peringatkan pembaca bila perlu.",
        ),
        nb=(
            "Noen selger legemidler her",
            "«{text}» ser ut som ulovlig salg av legemidler.",
            "Skjul det, meld det til nettverket, og advar leserne ved behov.",
        ),
    ),
    examples=(
        bad("Ozempic pens no script needed, discreet shipping", direction="in", surface="comment"),
        bad("Selger Saxenda billig, snap: kjapp", "nb", direction="in", surface="comment"),
        bad("Xanax and Percocet in stock, no Rx, overnight delivery", direction="in", surface="comment"),
        good("Is Ozempic in stock at your pharmacy?", direction="in", surface="comment"),
        bad("cyt0tec bisa COD privasi aman", "id", direction="in", surface="comment"),
        good("Can I get Ozempic here with a prescription?", direction="in", surface="comment"),
    ),
    how="Selling words beside a prescription name.",
    not_checked="Sales in private messages elsewhere.",
    directions=("in",),
)
