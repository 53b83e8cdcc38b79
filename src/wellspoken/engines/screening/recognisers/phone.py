"""Phone numbers as people write them in the United States, Norway and Indonesia, and any number with a +.

Short service numbers (911, 113, 116 117, 988, 1500-567) are not personal and are not reported.
"""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.numbers import free

_STATES = Pattern(
    r"(?:\+?1[ .\-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .\-])[2-9][0-9]{2}[ .\-]?[0-9]{4}|"
    r"1?[2-9][0-9]{2}[2-9][0-9]{6}"
)
_LOCAL = Pattern(r"[2-9][0-9]{2}-[0-9]{4}")
_NORWAY = Pattern(r"(?:(?:\+|00)47[ ]?)?(?:[2-9][0-9](?: ?[0-9]{2}){3}|[2-9][0-9]{2} ?[0-9]{2} ?[0-9]{3})")
_INDONESIA = Pattern(
    r"(?:\+?62[ \-]?|0)8[0-9]{1,3}(?:[ .\-]?[0-9]{2,5}){2,3}|(?:\(0[2-9][0-9]{1,2}\)|"
    r"0[2-9][0-9]{1,2}[ \-])[ ]?[0-9]{3,4}[ \-]?[0-9]{3,4}"
)
_ANY = Pattern(r"(?:\+|00)[1-9][0-9]{0,2}[ .\-]?(?:\(?[0-9]{1,4}\)?[ .\-]?){2,5}[0-9]{2,4}")
_CALL = Phrases(
    "call*, text*, phone*, tel, tlf, telefon*, mobil*, ring, ringe, sms, number, nummer*, reach*, fax, faks, wa, "
    "whatsapp, telp, telepon*, hubungi, "
    "nomor, hp, kontak*, cell, mitt er, mine is, dial, anrop*, vipps, ph, direct line"
)


def find(view: View) -> Iterator[Entity]:
    """PHONE entities; "fax" is the kind when the word stands before."""
    if not view.has_digits:
        return
    for pattern, kind in ((_STATES, "us"), (_INDONESIA, "id"), (_ANY, "any"), (_NORWAY, "no"), (_LOCAL, "us-local")):
        for match in pattern.finditer(view.text):
            start, end = match.span()
            if _free(view.text, start, end) and _likely(view, kind, start, end):
                yield Entity(start, end, "PHONE", _kind(view, kind, start), 0.9)


def _free(text: str, start: int, end: int) -> bool:
    """Alone, and not a piece of a longer number or a decimal."""
    if not free(text, start, end) or (start and text[start - 1] in "+#/_"):
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    joins = " .-/"
    if len(before) == 2 and before[1] in joins and before[0].isdigit():
        return False
    return not (len(after) == 2 and after[0] in joins[1:] and after[1].isdigit())


def _likely(view: View, kind: str, start: int, end: int) -> bool:
    """Bare digits need the right language or a word for calling nearby."""
    text = view.text[start:end]
    digits = sum(c.isdigit() for c in text)
    if kind == "id":
        return 9 <= digits <= 14
    if kind == "any":
        return 8 <= digits <= 15
    calling = view.has(_CALL, max(0, start - 60), end + 30)
    if kind == "no":
        norwegian = view.lang in ("nb", "nn", "da", "sv") or text.startswith(("+47", "0047"))
        return norwegian and (calling or text[0] in "+0" or not text.isdigit() or text[0] in "49")
    if kind == "us-local":
        return calling or text.startswith("555-01")
    return not text.isdigit() or calling


def _kind(view: View, kind: str, start: int) -> str:
    return "fax" if any(w in view.lower[max(0, start - 45) : start] for w in ("fax", "faks")) else kind
