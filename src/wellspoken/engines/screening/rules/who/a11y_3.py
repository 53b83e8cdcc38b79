"""A11Y-3: letters and tags that screen readers can say."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.form import emoji_storms, fancy_letters, plain_tags, shouting
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Unreadable tags, decorative letters, emoji storms and shouting."""
    if doc.incoming:
        return
    for start, end in fancy_letters(doc):
        yield Hit(start, end, "LETTERS", fix=Replacement(doc.text[start:end]), variant="fancy")
    for start, end, better in plain_tags(doc):
        fix = Replacement(better) if better else None
        yield Hit(start, end, "HASHTAG", {"better": better or "#LikeThis"}, fix=fix)
    for start, end in emoji_storms(doc):
        yield Hit(start, end, "EMOJI", fix=Replacement(doc.text[start:end][:1]), variant="emoji")
    for start, end in shouting(doc):
        yield Hit(start, end, "SHOUTING", fix=Replacement(doc.text[start:end].capitalize()), variant="shout")


RULE = Rule(
    id="A11Y-3",
    packs=EVERYWHERE,
    family="a11y",
    severity="advise",
    citation="WCAG 2.2 1.3.1, 3.1.5; platform practice",
    demand="Tags in CamelCase, plain letters, few emoji, no shouting.",
    check=check,
    texts=say(
        en=(
            "A hashtag that is hard to read",
            "“{text}” is several words in one; screen readers and people stumble.",
            "Begin each word with a capital letter: {better}",
        ),
        id=(
            "Tagar yang sulit dibaca",
            "“{text}” adalah beberapa kata dalam satu; pembaca layar dan orang tersandung.",
            "Awali tiap kata dengan huruf besar: {better}",
        ),
        nb=(
            "En emneknagg som er vanskelig å lese",
            "«{text}» er flere ord i ett; skjermlesere og folk snubler.",
            "Begynn hvert ord med stor bokstav: {better}",
        ),
    ),
    examples=(
        bad("Get it now #getyourflushottoday"),
        bad("𝓕𝓵𝓾 𝓼𝓱𝓸𝓽𝓼 are here"),
        bad("Clinic today 🎉🎉🎉🎉🎉"),
        bad("GET YOUR VACCINE TODAY EVERYONE"),
        bad("Kom på fredag #vaksinedagpåsykehuset", "nb"),
        bad("Ayo #vaksingratishariini", "id"),
        good("Flu shots are here #FluShot #StayWell"),
        good("WHO and CDC agree on this."),
        good("See you there 🎉"),
    ),
    how="Long lower-case tags, mathematical letters, more than three emoji in a row, words in capitals.",
    not_checked="Emoji that stand for words.",
    directions=("out",),
    variants={
        "fancy": say(
            en=(
                "Decorative letters",
                "These letters are read out as symbols or not at all.",
                "Use ordinary letters.",
            ),
            id=(
                "Huruf hias",
                "Huruf ini dibaca sebagai simbol atau tidak dibaca sama sekali.",
                "Gunakan huruf biasa.",
            ),
            nb=(
                "Pyntebokstaver",
                "Disse bokstavene leses opp som symboler eller ikke i det hele tatt.",
                "Bruk vanlige bokstaver.",
            ),
        ),
        "emoji": say(
            en=(
                "Many emoji",
                "Screen readers say every one of them: {text}",
                "Keep one or two, at the end.",
            ),
            id=(
                "Terlalu banyak emoji",
                "Pembaca layar menyebut semuanya: {text}",
                "Sisakan satu atau dua, di akhir.",
            ),
            nb=(
                "Mange emojier",
                "Skjermlesere leser opp hver eneste: {text}",
                "Behold én eller to, til slutt.",
            ),
        ),
        "shout": say(
            en=(
                "Shouting",
                "“{text}” in capitals is hard to read and sounds angry.",
                "Use ordinary letters.",
            ),
            id=(
                "Huruf besar semua",
                "“{text}” dengan huruf besar sulit dibaca dan terdengar marah.",
                "Gunakan huruf biasa.",
            ),
            nb=(
                "Roping",
                "«{text}» med store bokstaver er tungt å lese og virker sint.",
                "Bruk vanlige bokstaver.",
            ),
        ),
    },
)
