"""Which language a text is in, among en, id, nb, nn, da, sv and ms.

Two steps: frequent small words decide when they speak clearly (no model, microseconds); otherwise the lingua
models are loaded once and asked. A text too short for either takes the hint.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wellspoken.engines.text.tokens import tokens

SUPPORTED = ("en", "id", "nb", "nn", "da", "sv", "ms")
_SHORT_WORDS = 4
_SMALL_WORDS = {
    "en": """the of and to in is you that it for on are with as your at be this have from or we our not by but what can
    who if will was has her his they she he about an their my i do how more when which its don't it's we're you're
    were been would could should there them than into out up after before most all no call ask today""",
    "id": """yang dan di ke dari untuk dengan ini itu
    tidak adalah pada saya kami kita anda akan sudah bisa ada atau juga
    karena jika bila agar hari oleh para tapi lebih saat kak pak bu ya jangan bagi dalam setelah belum satu
    harus orang sakit kalau aja gak nggak ga min""",
    "nb": """og i er det som på en et av til for med ikke du vi har kan fra om å dere oss jeg de den han hun seg ved
    hos vår våre din ditt dine eller men når hva hvor etter også bare deg meg skal ble blir være var ei noen da""",
}
_SETS = {lang: frozenset(words.split()) for lang, words in _SMALL_WORDS.items()}
#: Small words of all three languages together.
SMALL_WORDS = frozenset().union(*_SETS.values())
_MARKS = {"nb": frozenset("æøå")}


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """ISO 639-1 code and how sure we are, 0 to 1."""

    lang: str
    score: float


def detect(text: str, hint: str | None = None) -> LanguageGuess:
    """The language of `text`; `hint` (a language code) is used when the text is too short to tell."""
    words = [t.lower for t in tokens(text[:4000])]
    quick = _by_small_words(words)
    if quick:
        return quick
    if len(words) < _SHORT_WORDS and hint:
        return LanguageGuess(hint, 0.3)
    return _by_model(text[:4000], hint)


def _by_small_words(words: list[str]) -> LanguageGuess | None:
    """The language whose small words clearly lead, or None when they do not speak clearly."""
    votes = {lang: sum(w in known for w in words) for lang, known in _SETS.items()}
    letters = set("".join(words))
    if letters & _MARKS["nb"]:
        votes["nb"] += 2
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    (best, first), (_, second) = ranked[0], ranked[1]
    if first >= 3 and first >= 2 * second + 1 and best != "nb":
        return LanguageGuess(best, round(first / (first + second), 3))
    if best == "nb" and first >= 3 and first >= 2 * second + 1:
        return _scandinavian(words, letters, first, second)
    return None


_NOT_BOKMAL = {
    "nn": frozenset(
        [
            "ikkje",
            "eg",
            "ein",
            "eit",
            "dei",
            "kva",
            "kvar",
            "korleis",
            "frå",
            "me",
            "vere",
            "dykk",
            "noko",
            "nokon",
            "hjå",
            "berre",
            "vart",
            "òg",
        ]
    ),
    "sv": frozenset(
        [
            "och",
            "är",
            "inte",
            "att",
            "jag",
            "som",
            "av",
            "ett",
            "vi",
            "på",
            "för",
            "har",
            "kan",
            "från",
            "din",
            "med",
            "hos",
            "eller",
            "när",
            "vad",
        ]
    ),
    "da": frozenset(
        [
            "af",
            "jeg",
            "ikke",
            "og",
            "er",
            "det",
            "blev",
            "hvad",
            "efter",
            "også",
            "kun",
            "mig",
            "skal",
            "være",
            "noget",
            "nogen",
            "kære",
            "hvis",
        ]
    ),
}
_NB_ONLY = frozenset(["av", "hva", "etter", "også", "bare", "meg", "noe", "noen", "være", "hos", "deg", "fra", "ei"])


def _scandinavian(words: list[str], letters: set[str], first: int, second: int) -> LanguageGuess | None:
    """Bokmål, unless words or letters of its neighbours appear; then let the model decide."""
    if letters & set("äö") or "och" in words:
        return LanguageGuess("sv", 0.9)
    nynorsk = sum(w in _NOT_BOKMAL["nn"] for w in words)
    if nynorsk >= 2:
        return LanguageGuess("nn", 0.9)
    danish = sum(w in ("af", "blev", "hvad", "efter", "også", "mig", "noget", "nogen", "kun") for w in words)
    if danish >= 2 and danish > sum(w in _NB_ONLY for w in words):
        return LanguageGuess("da", 0.8)
    return LanguageGuess("nb", round(first / (first + second), 3))


@lru_cache(maxsize=1)
def _model() -> Any:
    """The lingua detector for our languages; loading takes a moment, so only when needed."""
    from lingua import Language, LanguageDetectorBuilder

    chosen = (
        Language.ENGLISH,
        Language.INDONESIAN,
        Language.BOKMAL,
        Language.NYNORSK,
        Language.DANISH,
        Language.SWEDISH,
        Language.MALAY,
    )
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()


def _by_model(text: str, hint: str | None) -> LanguageGuess:
    values = _model().compute_language_confidence_values(text)
    if not values:
        return LanguageGuess(hint or "en", 0.0)
    code, score = max(map(_rounded, values), key=lambda found: (found[1], -SUPPORTED.index(found[0])))
    if hint and code != hint and score < 0.5:
        return LanguageGuess(hint, 0.3)
    if code == "ms" and (hint == "id" or score < 0.8):
        code = "id"
    return LanguageGuess(code, score)


def _rounded(found: Any) -> tuple[str, float]:
    """A language and its share. The models add in an order that differs between processes: without rounding, and an
    order of ours where two shares are the same, one text could be Bokmål today and Danish tomorrow."""
    return found.language.iso_code_639_1.name.lower(), round(float(found.value), 3)
