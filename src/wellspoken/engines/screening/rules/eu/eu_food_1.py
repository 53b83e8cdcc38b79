"""EU-FOOD-1: foods and supplements make only authorised health claims."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.promotion import other_than_medicine
from wellspoken.engines.screening.remedies import approved, disease_claims
from wellspoken.engines.screening.results import lost_weight
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_NORMAL = wordlists.phrases("promo", "normal function")
_RECOMMENDED = wordlists.phrases("promo", "recommended by")
_KINDS = ("supplement", "suplemen", "tilskudd", "food")

_MAKER = {
    "kind": "supplement maker",
    "countries": ["no"],
    "products": [{"brand": "Havkraft", "type": "supplement"}],
}


def check(doc: Document) -> Iterator[Hit]:
    """Disease claims, amounts of weight lost and doctors' recommendations for foods and supplements."""
    promo = doc.promotion
    if doc.incoming or promo.corrects or not (promo.remedies or promo.product_kind(*_KINDS)):
        return
    for start, end in disease_claims(doc):
        yield Hit(start, end, "CLAIM")
        return
    for start, end in lost_weight(doc):
        yield Hit(start, end, "CLAIM", variant="weight")
        return
    for start, end in doc.find(_RECOMMENDED):
        yield Hit(start, end, "CLAIM", variant="doctor")
        return
    if (
        any(m.record and other_than_medicine(m.record) for m in promo.own)
        and not approved(doc)
        and not doc.has(_NORMAL)
    ):
        for found in promoted(doc, "sly", "function", "whom", "natural"):
            yield Hit(found.start, found.end, "CLAIM", variant="implied", severity="review")
            return


RULE = Rule(
    id="EU-FOOD-1",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Regulation (EC) 1924/2006 art. 10, 12; Regulation (EU) 1169/2011 art. 7(3)",
    demand="Foods and supplements carry only authorised health claims: no disease, no amount of weight "
    "loss, no doctor's recommendation.",
    check=check,
    texts=say(
        en=(
            "A claim that foods may not make",
            "“{text}” says that a food or supplement treats or prevents disease.",
            "Use an authorised wording about a normal function.",
        ),
        id=(
            "Klaim yang tidak boleh untuk makanan",
            "“{text}” menyatakan makanan atau suplemen mengobati atau mencegah penyakit.",
            "Gunakan kalimat yang diizinkan tentang fungsi normal.",
        ),
        nb=(
            "En påstand mat ikke kan ha",
            "«{text}» sier at mat eller tilskudd behandler eller forebygger sykdom.",
            "Bruk en godkjent ordlyd om normal funksjon.",
        ),
    ),
    examples=(
        bad("Our collagen heals arthritis.", profile={"countries": ["ie"]}),
        bad("Kollagenpulver som fjerner leddgikt. Kjøp her!", "nb"),
        bad("Kunyit ini menyembuhkan maag.", "id", profile={"countries": ["nl"]}),
        bad("Hudlegen anbefaler dette kosttilskuddet.", "nb"),
        bad("Ned 6 kilo på to uker med te-kur!", "nb"),
        bad("Havkraft, for deg som trener og vil hente deg inn.", "nb", profile=_MAKER),
        good("Havkraft bidrar til normal muskelfunksjon.", "nb", profile=_MAKER),
        good("Vitamin C contributes to normal immune function.", profile={"countries": ["ie"]}),
        good("Kosttilskudd hjelper ikke mot forkjølelse.", "nb"),
    ),
    how="Words for foods and supplements with a cure or effect word beside a complaint, weight numbers, "
    "or recommending professionals.",
    not_checked="Whether a function claim is on the EU list.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
    variants={
        "implied": say(
            en=(
                "An effect is implied",
                "“{text}” suggests an effect; only authorised wordings may do that.",
                "Use the authorised wording for the ingredient, or say only what the product is.",
            ),
            id=(
                "Khasiat tersirat",
                "“{text}” menyiratkan khasiat; hanya kalimat yang diizinkan boleh melakukannya.",
                "Gunakan kalimat yang diizinkan, atau sebutkan saja produknya.",
            ),
            nb=(
                "En antydet virkning",
                "«{text}» antyder en virkning; det kan bare godkjente ordlyder gjøre.",
                "Bruk den godkjente ordlyden for stoffet, eller si bare hva produktet er.",
            ),
        ),
        "weight": say(
            en=(
                "An amount of weight loss",
                "“{text}” names a rate or amount of weight loss.",
                "Take the number out.",
            ),
            id=(
                "Angka penurunan berat",
                "“{text}” menyebut laju atau jumlah penurunan berat.",
                "Hapus angkanya.",
            ),
            nb=(
                "Et tall for vekttap",
                "«{text}» nevner hvor mye eller raskt man går ned.",
                "Ta tallet bort.",
            ),
        ),
        "doctor": say(
            en=(
                "A professional recommends a food",
                "“{text}” cites a health professional for a food or supplement.",
                "Take the recommendation out.",
            ),
            id=(
                "Tenaga ahli merekomendasikan makanan",
                "“{text}” mengutip tenaga kesehatan untuk makanan atau suplemen.",
                "Hapus rekomendasinya.",
            ),
            nb=(
                "Fagfolk anbefaler et næringsmiddel",
                "«{text}» viser til helsepersonell for mat eller tilskudd.",
                "Ta anbefalingen bort.",
            ),
        ),
    },
)
