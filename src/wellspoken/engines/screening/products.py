"""Medicines and products in a text: the organisation's own records and well-known prescription names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.profile import Product

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

# Endings of international medicine names, with their Indonesian and Norwegian spellings.
_STEM = Pattern(
    r"(?:^|[^a-z])([a-z]{3,}(?:mab|tinib|ciclib|glutida?|glutide|patide?|gliptin|gliflozin|glitazone?|sartan|statin|triptan|"
    r"gepant|cillin|silin|cyclin|cycline|siklin|syklin|floxacin|floksasin|mycin|misin|azepam|azolam|oxetine?|nercept|bercept|"
    r"tacept|parib|rafenib|fovir|buvir|navir|gravir|xaban|gatran|lukast|limus|zomib|afil|orexant|codone|dipin|dipine|"
    r"prednisolon|prazolam|lisib|relix|vaptan))(?:[^a-z]|$)"
)
_MIXED = Pattern(
    r"[a-z@$]+(?:[0-9@$*]+[.\-_]?|[.\-_])[a-z@$][a-z0-9@$*]*(?:[.\-_]?[a-z0-9@$*]+)*|[0-9][a-z@$*][a-z0-9@$*.\-_]*[a-z0-9]"
)
_ENOUGH = 50
_STEM_LENGTH = 5
_LEET = str.maketrans("01345789@$", "oleastbgas")
_SPLIT = str.maketrans("", "", ".-_*")
_SMALL = wordlists.words("small")


@dataclass(frozen=True, slots=True)
class Mention:
    """A product where it is named; `record` is None for a name from the general list.

    `nickname` marks words that stand for a medicine without being its name.
    """

    start: int
    end: int
    record: Product | None
    nickname: bool = False

    @property
    def prescription(self) -> bool:
        """Whether it needs a prescription, as far as known."""
        return self.record is None or self.record.prescription

    @property
    def investigational(self) -> bool:
        """Whether our own record says it is still being studied."""
        return self.record is not None and "investigational" in self.record.status.lower()


def mentions(doc: "Document") -> list[Mention]:
    """All product mentions in order; own records come before the general list."""
    found = list(_own(doc))
    taken = [(m.start, m.end) for m in found]
    names = [*doc.find(wordlists.phrases("promo", "rx")), *_stems(doc), *_disguised(doc)]
    nicks = doc.find(wordlists.phrases("promo", "nickname"))
    for spots, nickname in ((names, False), (nicks, True)):
        for start, end in spots:
            if len(found) < _ENOUGH and not any(s < end and start < e for s, e in taken):
                found.append(Mention(start, end, None, nickname))
                taken.append((start, end))
    return sorted(found, key=lambda m: m.start)


def _own(doc: "Document") -> Iterator[Mention]:
    for product in doc.ctx.profile.products:
        for name in {product.brand.lower(), product.generic.lower().split(" ")[0]} - {"", "compounded"}:
            at = doc.lower.find(name)
            while at >= 0 and len(name) >= 4:
                end = at + len(name)
                if not doc.lower[max(0, at - 1) : at].isalnum() and not _inside_host(doc.lower, end):
                    yield Mention(at, end, product)
                at = doc.lower.find(name, end)


def _inside_host(lower: str, end: int) -> bool:
    """Whether the name goes on as a web address ("name.example.com")."""
    return lower[end : end + 1] == "." and lower[end + 1 : end + 2].isalnum()


def _stems(doc: "Document") -> Iterator[tuple[int, int]]:
    """Words with the ending of an international medicine name."""
    for match in _STEM.finditer(doc.lower):
        yield match.span(1)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(w.rstrip("*") for w in wordlists.sections("promo")["rx"] if " " not in w)


def _disguised(doc: "Document") -> Iterator[tuple[int, int]]:
    """Names written with digits or signs for letters, or with dots in them ("B0t0x", "w.e.g.o.v.y")."""
    for match in _MIXED.finditer(doc.lower):
        word = match.group()
        if len(word) < 4 or doc.lower[match.start() - 1 : match.start()].isalnum():
            continue
        plain = word.translate(_LEET)
        letters = plain.translate(_SPLIT)
        if letters in _known() or letters[:-1] in _known() or ("*" in word and _fits(plain)):
            yield match.span()


def _fits(masked: str) -> bool:
    """Whether a known name fits a word with asterisks for letters."""
    return any(
        len(name) == len(masked) and all(m in ("*", c) for m, c in zip(masked, name, strict=True)) for name in _known()
    )


def carried(lower: str, wanted: str) -> float:
    """The share of the content words of `wanted` that stand in the lower-case text, by their first letters."""
    words = {w[:_STEM_LENGTH] for w in _content(wanted.lower())}
    if not words:
        return 1.0
    have = {w[:_STEM_LENGTH] for w in _content(lower)}
    return len(words & have) / len(words)


def _content(lower: str) -> Iterator[str]:
    for word in "".join(c if c.isalnum() else " " for c in lower).split():
        if len(word) >= 4 and word not in _SMALL:
            yield word
