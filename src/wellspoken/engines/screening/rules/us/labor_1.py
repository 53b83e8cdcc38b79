"""LABOR-1: a policy does not silence staff about their work."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_FORBIDS = wordlists.phrases("promo", "policy forbids")
_SAVING = wordlists.phrases("promo", "saving clause")


def check(doc: Document) -> Iterator[Hit]:
    """General bans on criticism, or on talk about pay and conditions."""
    if doc.has(_SAVING):
        return
    for start, end in doc.find(_FORBIDS):
        yield Hit(start, end, "POLICY")
        return


RULE = Rule(
    id="LABOR-1",
    packs=("us",),
    family="conduct",
    severity="review",
    citation="NLRA s.7, 8(a)(1); NLRB Stericycle, August 2023",
    demand="A policy for employees does not bar talk about pay, hours, safety or unions, nor all criticism.",
    check=check,
    texts=say(
        en=(
            "A rule that silences staff",
            "“{text}” may forbid what the law protects.",
            "Write it narrowly, with examples, and say that pay and working conditions may be discussed.",
        ),
        id=(
            "Aturan yang membungkam pegawai",
            "“{text}” bisa melarang hal yang dilindungi hukum.",
            "Tulis dengan sempit dan beri contoh, serta sebutkan bahwa upah dan kondisi kerja boleh dibahas.",
        ),
        nb=(
            "En regel som bringer ansatte til taushet",
            "«{text}» kan forby det loven verner.",
            "Skriv smalt, med eksempler, og si at lønn og arbeidsforhold kan drøftes.",
        ),
    ),
    examples=(
        bad("Staff may not criticise the hospital online."),
        bad("Employees must not discuss pay on social media."),
        bad("Pegawai dilarang mengkritik rumah sakit di media sosial.", "id", profile={"countries": ["us"]}),
        bad("Ansatte har ikke lov til å kritisere sykehuset.", "nb", profile={"countries": ["us"]}),
        good("Nothing here limits talking about pay or working conditions. Staff may not share patient information."),
    ),
    how="Phrases of policies, unless a saving clause stands in the text.",
    not_checked="Whether the organisation is a private employer.",
    directions=("out",),
    countries=("us",),
)
