"""FTC-2: paid words say so."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say

_DISCLOSED = wordlists.phrases("promo", "disclosed")
_OWN_CODE = wordlists.phrases("promo", "own code")
_I = Phrases("i, my, me, mine, jeg, meg, min, mitt, saya, aku, gue, ku, not me, jujur")


def check(doc: Document) -> Iterator[Hit]:
    """Paid or rewarded praise without a clear label in the first lines."""
    if doc.incoming and not doc.ctx.paid:
        return
    own = doc.has(_OWN_CODE) and doc.has(_I)
    if (doc.ctx.paid or own) and not doc.has(_DISCLOSED, 0, 125):
        at = 0
        label = {"en": "Ad: ", "id": "Iklan: ", "nb": "Reklame: "}[doc.reads]
        yield Hit(0, len(doc.text), "DISCLOSURE", {"tag": label.strip()}, fix=Replacement(label, "add", at, at))


RULE = Rule(
    id="FTC-2",
    packs=("us", "no", "id", "who"),
    family="promo",
    severity="block",
    citation="16 CFR 255.0(f), 255.5",
    citations={"no": "markedsføringsloven §§ 3, 6", "id": "UU 8/1999 Pasal 9, 17"},
    demand="Any material connection is told clearly at the start of the post.",
    check=check,
    texts=say(
        en=(
            "Advertising that does not say so",
            "This looks paid or rewarded, and no clear label says so at the start.",
            "Begin with “{tag}”. Tags such as #collab are not enough.",
        ),
        id=(
            "Iklan yang tidak mengaku iklan",
            "Ini tampak berbayar, tetapi tidak ada penanda jelas di awal.",
            "Mulailah dengan “{tag}”. Tagar seperti #collab tidak cukup.",
        ),
        nb=(
            "Reklame som ikke sier det",
            "Dette ser betalt ut, og ingen tydelig merking sier det i starten.",
            "Begynn med «{tag}». Emneknagger som #samarbeid er ikke nok.",
        ),
    ),
    examples=(
        bad("My skin has never looked better. Use my code SARA20!"),
        bad("To kapsler hver morgen! Koden VILDE20 gir dere 20 % hos meg #samarbeid", "nb", paid=True),
        bad("Timbangan aku turun! Pake kode OCHA", "id"),
        good("Ad: I work with Elm Health. Use my code SARA20."),
        good("Reklame: Jeg fikk denne av Elm. Koden min er VILDE20.", "nb"),
    ),
    how="The mark that a post is paid, or a personal discount code, without a label in the first 125 characters.",
    not_checked="Gifts and family ties that nobody recorded.",
    directions=("out",),
)
