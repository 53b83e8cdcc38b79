"""Whether a text is in a language that no rule reads. Short texts, tags, names and mixtures are given the benefit.

First the small words of common languages are counted against our own; where neither speaks, and the text is long
enough, a model over more languages is asked. The model is loaded only then.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import re2

from wellspoken.engines.text.language import SMALL_WORDS, SUPPORTED
from wellspoken.engines.text.tokens import Token, tokens

_WORDS = {
    "de": """und das nicht ist mit für auf eine einen sich auch wir sie ich bei nach wie oder wenn werden haben sind
    wird kann zum zur von als aber nur noch bitte heute unsere unser ihre ihr durch über""",
    "fr": """les une est dans avec sur vous nous pas que qui cette aux votre notre vos nos plus sont être avez mais
    où du au le la des ses leur c'est""",
    "es": """los las una con por que del está están son más como pero su sus nuestro nuestra usted hoy puede el y esta
    este también muy sin""",
    "pt": """não uma com por que os dos das você seu sua nosso nossa está são mais como ao pelo pela também muito""",
    "it": """il lo gli una con che non sono della delle dei nel alla è più come anche questo questa vostro nostra""",
    "nl": """het een van niet voor met zijn dat aan ook wij jullie naar deze onze wordt kunnen hebben""",
    "pl": """nie jest się dla oraz jak ale czy przez tylko dziś mamy są że można""",
    "fi": """että mutta kun ovat myös voi sinä meidän hän ole tämä joka olla kanssa""",
    "tr": """ve bir için bu ile değil daha çok olarak olan siz biz ama kadar her""",
    "vi": """và của là không được cho các một những trong với người này""",
    "tl": """ang ng mga sa ay hindi po kung ito namin inyong natin""",
    "sw": """kwa katika hii kuwa wetu yetu ni kutoka watu""",
    "jv": """ing lan kanggo saka ora iki kang marang sing iku wong""",
    "so": """waa ka iyo ku oo waxaa in la uu""",
    "ro": """și este pentru cu din nu care sunt mai sau această""",
    "cs": """je se že pro jsou nebo jako ale není jsme naše""",
    "hu": """és nem hogy egy van az ez vagy csak mint""",
}
_ALL = {lang: words.split() for lang, words in _WORDS.items()}
_SETS = {word: [lang for lang in _ALL if word in _ALL[lang]] for words in _ALL.values() for word in words}
# Small words of the neighbours we read too, and of everyday Indonesian.
_NEARBY = """och är inte att jag som av ett vi på för har kan från din med hos eller när vad till den det om
    ni vår våra ska
    af jeg ikke og er det blev hvad efter også kun mig skal være noget nogen hvis vores til fra dig kan
    ikkje eg ein eit dei kva kvar korleis frå me vere dykk noko òg vart hjå for saman
    yang dan di ke dari untuk dengan ini itu tidak kami anda akan boleh awak kepada adalah bagi oleh pada
    aja nggak gak banget sama kalo udah buat biar dong sih deh yuk kak mau bisa"""
_NEIGHBOURS = frozenset(_NEARBY.split())
_OURS = _NEIGHBOURS | SMALL_WORDS
_ENOUGH = 3
_SOME = 8
_MANY = 9
_FEW = 0.06
_SURE = 0.6
_NOT_WORDS = re2.compile(r"https?://\S+|www\.\S+|[#@]\S+|\S+@\S+|\S+\.(?:com|org|net|no|id|gov)\S*")
# One of these stands in everything that _NOT_WORDS finds.
_SIGNS = ("#", "@", "http", "www.", ".com", ".org", ".net", ".no", ".id", ".gov")
_NOT_SPOKEN = frozenset(("la", "eo"))


def foreign_language(text: str, words: Sequence[Token] | None = None) -> str:
    """The code of the language that a text is in when no rule reads it; empty when it is ours or cannot be told.

    `words` are those of the text where somebody has them already.
    """
    if any(sign in text for sign in _SIGNS):
        words = tokens(_NOT_WORDS.sub(" ", text))
    elif words is None:
        words = tokens(text)
    lower = [t.lower for t in words]
    found = Counter([lang for word in lower if word in _SETS for lang in _SETS[word]])
    own = sum(map(_OURS.__contains__, lower))
    if found:
        lang, count = found.most_common(1)[0]
        enough = count >= _ENOUGH or (count == _ENOUGH - 1 and own == 0 and len(words) >= _SOME)
        if enough and count > 2 * own and 8 * count >= len(words):
            return lang
        if count >= _ENOUGH and count > own:
            return _by_model(" ".join(lower))
    plain = [t.lower for t in words if t.text[:1].islower()]
    return _by_model(" ".join(lower)) if len(plain) >= _MANY and own <= _FEW * len(words) else ""


@lru_cache(maxsize=1)
def _model() -> Any:
    """A detector over the languages written in Latin letters; loading takes a moment."""
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_all_languages_with_latin_script().with_low_accuracy_mode().build()


def _by_model(text: str) -> str:
    values = _model().compute_language_confidence_values(text[:2000])
    if not values:
        return ""
    code = values[0].language.iso_code_639_1.name.lower()
    ours = max((v.value for v in values if v.language.iso_code_639_1.name.lower() in SUPPORTED), default=0.0)
    sure = values[0].value >= _SURE and values[0].value > 2 * ours
    return code if sure and code not in SUPPORTED and code not in _NOT_SPOKEN else ""
