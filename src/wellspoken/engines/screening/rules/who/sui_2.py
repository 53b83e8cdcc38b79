"""SUI-2: words that do not blame or glorify."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.suicide import about_suicide, told
from wellspoken.engines.screening.tied import EVERYWHERE

_WORDS = wordlists.phrases("health", "suicide words")
_SUCCESS = wordlists.phrases("health", "suicide success")
_ATTEMPT = Phrases("attempt*, take their lives, end their lives, selvmord*, forsøk*, percobaan, bunuh diri")
_BETTER = {
    "committed suicide": "died by suicide",
    "commit suicide": "die by suicide",
    "commits suicide": "dies by suicide",
    "committing suicide": "dying by suicide",
    "completed suicide": "died by suicide",
    "begikk selvmord": "tok livet sitt",
    "begå selvmord": "ta livet sitt",
    "begår selvmord": "tar livet sitt",
    "begått selvmord": "tatt livet sitt",
    "nekat bunuh diri": "meninggal karena bunuh diri",
    "failed suicide": "suicide attempt",
    "failed attempt": "suicide attempt",
    "gagal bunuh diri": "percobaan bunuh diri",
}


def check(doc: Document) -> Iterator[Hit]:
    """Listed wordings, and success words beside attempts."""
    if not about_suicide(doc):
        return
    spots = [*doc.find(_WORDS), *((f.start, f.end) for f in told(doc, "wording")), *_success(doc)]
    last = -1
    for start, end in sorted(spots):
        if start >= last:
            last = end
            better = _BETTER.get(doc.lower[start:end], "")
            yield Hit(start, end, "TERM", fix=Replacement(better) if better else None)


def _success(doc: Document) -> Iterator[tuple[int, int]]:
    """Words of success in a sentence about an attempt."""
    for start, end in doc.find(_SUCCESS):
        sentence = doc.sentence_at(start)
        if doc.has(_ATTEMPT, sentence.start, sentence.end):
            yield start, end


RULE = Rule(
    id="SUI-2",
    packs=EVERYWHERE,
    family="suicide",
    severity="review",
    citation="reportingonsuicide.org; Samaritans media guidelines",
    demand="Say “died by suicide”; avoid “committed”, “successful”, “failed”, “epidemic”.",
    check=check,
    texts=say(
        en=(
            "Unsafe words about suicide",
            "“{text}” can blame, glorify or make suicide sound usual.",
            "Say “died by suicide” or “took their own life”.",
        ),
        id=(
            "Kata yang tidak aman tentang bunuh diri",
            "“{text}” bisa menyalahkan, mengagungkan, atau membuat bunuh diri terdengar biasa.",
            "Katakan “meninggal karena bunuh diri”.",
        ),
        nb=(
            "Utrygge ord om selvmord",
            "«{text}» kan legge skyld, glorifisere eller få selvmord til å virke vanlig.",
            "Si «tok livet sitt» eller «døde i selvmord».",
        ),
    ),
    examples=(
        bad("Last year 14 men committed suicide. Call 988."),
        bad("Rundt 650 begår selvmord hvert år. Mental Helse 116 123.", "nb"),
        bad("Banyak orang nekat bunuh diri. SEJIWA 119 ext 8.", "id"),
        good("He died by suicide. If you need to talk, call 988."),
        good("The team was successful in the charity run."),
    ),
    how="A list of wordings, and success words beside attempts.",
    not_checked="Tone.",
    directions=("out",),
)
