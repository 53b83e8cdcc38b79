"""What a text promotes and what it says of it, worked out once: products, claims, and whether it warns or corrects."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellspoken.engines.once import once
from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.products import Mention, carried, mentions
from wellspoken.engines.screening.profile import Product
from wellspoken.engines.text import SMALL_WORDS

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.screening.phrases import Phrases

_CURE = wordlists.phrases("claims", "cure")
_TREAT = wordlists.phrases("claims", "treat")
_HELP = wordlists.phrases("claims", "help")
_TROUBLE = wordlists.phrases("claims", "trouble")
_REMEDY = wordlists.phrases("claims", "remedy")
_DEBUNK = wordlists.phrases("claims", "debunk")
_SAFE_USE = wordlists.phrases("claims", "safe use")
_OTHER_MATTERS = wordlists.phrases("claims", "not promotion")
_DENIAL = wordlists.phrases("promo", "denial")
_DISCOUNT = wordlists.phrases("promo", "discount")
_BUY = wordlists.phrases("promo", "buy")
_STUDY = wordlists.phrases("claims", "study noun")
_WARNED = wordlists.phrases("promo", "risk")
_BENEFIT = wordlists.phrases("promo", "benefit")
_INVITES = wordlists.phrases("claims", "invites")
_OURS_OR_MINE = wordlists.phrases("claims", "this", "first person")
_TEACHING = wordlists.phrases("claims", "teaching")
_CORRECTION = wordlists.phrases("promo", "correction")
_NEWS = wordlists.phrases("claims", "news")
_RECRUIT = wordlists.phrases("claims", "recruit")
_JOURNAL = wordlists.phrases("promo", "journal")
_NO_RISK = Pattern(r"(?:\bno|\bzero|without|\bfree of|ingen|uten|null|tanpa|tidak ada|bebas)[ a-z]*$")
_POINTING = Pattern("[\U0001f489\U0001f48a\U0001f9ea][^\\w]*(?:\u27a1|\u2192|=|->)")
_OUTCOME_TAG = Pattern(
    r"#\w*(?:free|clear|relief|better|cured|lifechang|newlife|mylife|livingwell|backto|nomore|goodbye|thrive|breathe|control|lower|"
    r"fri\b|lavere|bedre|frisk|pust|hverdag|kontroll|slipp|bebas|sehat|turun|lega|sembuh|normal|terkontrol|pulih)"
)
_SOME = 0.34
_FEW = 2
_NEAR = 60
_BEFORE = 28
_ONLY = (" only", " just", " bare", " kun", " hanya", " cuma", " alene")


@dataclass(frozen=True, slots=True)
class Claim:
    """A trouble and what is said to happen to it. Offsets in the folded text.

    `cure` marks the strongest words ("heals"), `treats` those of a medicine ("prevents"); the rest may only comfort.
    """

    start: int
    end: int
    cure: bool
    treats: bool = False


class Promotion:
    """The promotion in one document; nothing is worked out before it is asked for."""

    def __init__(self, doc: "Document") -> None:
        """Take the document."""
        self.doc = doc

    @once
    def mentions(self) -> list[Mention]:
        """Prescription medicines and the organisation's own products, where they are named."""
        return mentions(self.doc)

    @once
    def prescription(self) -> list[Mention]:
        """Those that need a prescription."""
        return [m for m in self.mentions if m.prescription]

    @once
    def own(self) -> list[Mention]:
        """Those on the organisation's own list."""
        return [m for m in self.mentions if m.record]

    @once
    def corrects(self) -> bool:
        """Whether the text speaks against a claim instead of making one."""
        return self.doc.has(_DEBUNK)

    @once
    def warns(self) -> bool:
        """Whether it is about safe use, fakes, recalls or reports of side effects."""
        return self.doc.has(_SAFE_USE)

    @once
    def other_matters(self) -> bool:
        """Whether it is a job advert or news of the company."""
        return self.doc.has(_OTHER_MATTERS)

    @once
    def innocent(self) -> bool:
        """Whether nothing is promoted: a correction, a warning, a vacancy."""
        return self.corrects or self.warns or self.other_matters

    @once
    def remedies(self) -> list[tuple[int, int]]:
        """Supplements, foods and gadgets, where they are named."""
        return self.doc.find(_REMEDY)

    @once
    def sells(self) -> bool:
        """Whether readers are asked to buy or get something."""
        return self.doc.ctx.paid or self.doc.has(_BUY) or self.doc.has(_DISCOUNT)

    @once
    def tells_risk(self) -> bool:
        """Whether side effects or warnings are told, and not only denied ("no side effects")."""
        return any(not _NO_RISK.search(self.doc.lower[max(0, at - 14) : at]) for at, _ in self.doc.find(_WARNED))

    @once
    def benefit(self) -> bool:
        """Whether more is said than a name: an effect, a complaint, an invitation, praise of our own product."""
        if self.emoji or self.tagged or "!" in self.doc.text or self.doc.has(_BENEFIT) or self.doc.has(_TROUBLE):
            return True
        if any(m.prescription for m in self.own):
            return not self.only_a_name and not self.doc.has(_CORRECTION)
        if any(self.doc.has(words) for words in (_INVITES, _CURE, _HELP)):
            return True
        return bool(self.prescription) and self.doc.has(_OURS_OR_MINE) and not self.doc.has(_TEACHING)

    @once
    def only_a_name(self) -> bool:
        """Whether little stands beside the names of our products, their form, our name and an invitation to meet."""
        names = " ".join(f"{m.record.brand} {m.record.generic}" for m in self.own if m.record).lower()
        ours = " ".join(self.doc.ctx.profile.names).lower()
        known = {*names.split(), *ours.split()} | wordlists.words_under("claims", "reminder words")
        other = [t for t in self.doc.tokens if t.lower not in known and t.lower not in SMALL_WORDS and len(t.lower) > 2]
        return sum(t.text.isalpha() for t in other) <= _FEW

    @once
    def tagged(self) -> bool:
        """Whether a hashtag names an outcome ("#ClearSkin", "#lavereLDL", "#bebasnyeri")."""
        return bool(_OUTCOME_TAG.search(self.doc.lower))

    @once
    def emoji(self) -> bool:
        """Whether pictures of medicine point at an outcome (a pill, an arrow, a smile)."""
        return bool(_POINTING.search(self.doc.text))

    def balanced(self, mention: Mention) -> bool:
        """Whether the risks of a product stand in the text, in general words or in those of its record."""
        text = mention.record.risk_text if mention.record else ""
        return self.tells_risk or bool(text and carried(self.doc.lower, text) >= _SOME)

    @once
    def cited(self) -> bool:
        """Whether a journal or a DOI stands behind what is said."""
        return self.doc.has(_JOURNAL)

    @once
    def news(self) -> bool:
        """Whether an authority's approval is reported by somebody who does not own or sell the product."""
        return self.doc.has(_NEWS) and not self.own and not self.sells

    @once
    def recruits(self) -> bool:
        """Whether people are asked to take part in a study."""
        return self.doc.has(_RECRUIT) and self.studied and not self.doc.incoming

    @once
    def studied(self) -> bool:
        """Whether a study is spoken of."""
        return self.doc.has(_STUDY)

    @once
    def claims(self) -> list[Claim]:
        """Troubles with a word for what happens to them in the same sentence, unless it is denied there."""
        found = []
        for start, end in self.doc.find(_TROUBLE):
            claim = self._claim(start, end)
            if claim:
                found.append(claim)
        return found

    @once
    def cures(self) -> list[Claim]:
        """The claims with a strong word."""
        return [c for c in self.claims if c.cure]

    def _claim(self, start: int, end: int) -> Claim | None:
        for phrases in (_CURE, _TREAT, _HELP):
            verb = self._beside(phrases, start, end)
            if verb and not self.denied(verb[0], max(verb[1], start)):
                return Claim(min(start, verb[0]), max(end, verb[1]), phrases is _CURE, phrases is _TREAT)
        return None

    def _beside(self, phrases: "Phrases", start: int, end: int) -> tuple[int, int] | None:
        """The nearest of `phrases` in the sentence, within reach of [start, end)."""
        sentence = self.doc.sentence_at(start)
        low, high = max(sentence.start, start - _NEAR), min(sentence.end, end + _NEAR)
        spots = self.doc.find(phrases)
        at = bisect_left(spots, (start, 0))
        near = [s for s in spots[max(0, at - 1) : at + 1] if low <= s[0] < high]
        return min(near, key=lambda s: abs(s[0] - start), default=None)

    def denied(self, at: int, until: int = 0) -> bool:
        """Whether a word of denial stands shortly before `at` in its sentence, or from there to `until`.

        Norwegian puts it after the verb ("stopper ikke"); "not only" denies nothing.
        """
        sentence = self.doc.sentence_at(at)
        spots = self.doc.find(_DENIAL)
        low, high = max(sentence.start, at - _BEFORE), max(at, until)
        near = spots[bisect_left(spots, (low, 0)) : bisect_right(spots, (high, 0))]
        return any(not self.doc.lower.startswith(_ONLY, end) for _, end in near)

    def product_kind(self, *kinds: str) -> bool:
        """Whether the organisation, or a product it names here, is of one of `kinds` (parts of words)."""
        named = [m.record for m in self.own if m.record]
        words = [self.doc.ctx.profile.kind.lower(), *(p.kind.lower() for p in named)]
        return any(kind in word for word in words for kind in kinds)

    @once
    def otc(self) -> list[Mention]:
        """Own medicines that need no prescription."""
        return [m for m in self.own if m.record and not m.record.prescription and not other_than_medicine(m.record)]


_OTHER_KINDS = (
    *("supplement", "suplemen", "tilskudd", "food", "device", "alat", "cosmetic", "kosmetik", "utstyr"),
    *("jamu", "tradisional", "traditional", "herbal", "susu", "formula", "næringsmiddel"),
)


def other_than_medicine(product: Product) -> bool:
    """Whether a product record says it is a supplement, a device or a cosmetic."""
    return any(kind in product.kind.lower() for kind in _OTHER_KINDS)
