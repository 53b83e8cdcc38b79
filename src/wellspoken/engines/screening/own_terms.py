"""An organisation's own words to watch for: plain words, or a linear-time pattern (RE2) that a person wrote."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import re2

from wellspoken.engines.screening.finding import SEVERITIES, Finding, Fix, MessageRef
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.text import normalise

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

FAMILY = "own"
KINDS = ("words", "pattern")
LONGEST = 500
#: places reported for one term in one text; more say nothing new
MOST_HITS = 40
#: texts in which a pattern must not match nothing at all
_PROBES = ("", "a", "a b", "1", "-", "\n", "å")
_OPTIONS = re2.Options()
_OPTIONS.case_sensitive = False
_OPTIONS.max_mem = 8 << 20
_OPTIONS.log_errors = False


class BadTerm(ValueError):
    """A term that cannot be used; `code` is empty, long, broken, nothing (matches no characters) or severity."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """One term. `kind` words: one or more phrases, separated by commas or lines, `*` for any ending; pattern: RE2.

    `languages` (en, id, nb) limit it, empty means all; `replacement` is offered as a one-click change.
    """

    number: int
    pattern: str
    kind: str = "words"
    languages: tuple[str, ...] = ()
    severity: str = "review"
    message: str = ""
    advice: str = ""
    replacement: str = ""

    @property
    def rule(self) -> str:
        """The rule id of its findings."""
        return f"OWN-{self.number}"

    def why_not(self, doc: "Document") -> str:
        """Why the term does not concern the document; empty when it does."""
        if self.languages and doc.reads not in self.languages:
            return "other language"
        return "other direction" if doc.incoming else ""

    def findings(self, doc: "Document") -> Iterator[Finding]:
        """Where the term occurs. Raises `BadTerm` when it cannot be used."""
        for start, end in places(self.kind, self.pattern, doc.text, doc.lower):
            whole = doc.norm.span(start, end)
            yield self._finding(doc.ctx.text[whole[0] : whole[1]], whole)

    def _finding(self, text: str, at: tuple[int, int]) -> Finding:
        key = "OWN" if self.advice else "OWN#replace" if self.replacement else "OWN#plain"
        said = {"text": text[:80], "message": self.message, "advice": self.advice, "replacement": self.replacement}
        return Finding(
            rule=self.rule,
            family=FAMILY,
            severity=self.severity,
            start=at[0],
            end=at[1],
            label="TERM",
            message=MessageRef(key, said),
            advice=key,
            citation="",
            fix=Fix(*at, self.replacement) if self.replacement else None,
        )


def check(kind: str, pattern: str, severity: str) -> None:
    """Raise `BadTerm` unless a term of this kind can be used."""
    if severity not in SEVERITIES or kind not in KINDS:
        raise BadTerm("severity")
    if not any(c.isalnum() for c in pattern):
        raise BadTerm("empty")
    if len(pattern) > LONGEST:
        raise BadTerm("long", str(LONGEST))
    for probe in _PROBES:
        if any(start == end for start, end in _raw(kind, pattern, probe, probe)):
            raise BadTerm("nothing")


def places(kind: str, pattern: str, text: str, lower: str) -> list[tuple[int, int]]:
    """Where the term matches in folded `text` (`lower`: the same in lower case), at most `MOST_HITS` places."""
    found = []
    for start, end in _raw(kind, pattern, text, lower):
        if end > start:
            found.append((start, end))
        if len(found) >= MOST_HITS:
            break
    return found


def _raw(kind: str, pattern: str, text: str, lower: str) -> Iterable[tuple[int, int]]:
    compiled = _compiled(kind, pattern)
    if isinstance(compiled, Phrases):
        return compiled.find(lower)
    return (match.span() for match in compiled.finditer(text))


@lru_cache(maxsize=512)
def _compiled(kind: str, pattern: str) -> Any:
    """The term ready to search with; `Phrases` or an RE2 pattern."""
    folded = normalise(pattern).text
    if kind == "words":
        return Phrases([_plain(phrase) for phrase in re.split(r"[,\n]", folded) if phrase.strip(" *")])
    try:
        return re2.compile(folded, _OPTIONS)
    except re2.error as error:
        raise BadTerm("broken", str(error)[:200]) from error


def _plain(phrase: str) -> str:
    """A phrase whose signs mean themselves, except `*` at the end of a word."""
    words = [word.replace("|", " ").replace("#", "") for word in phrase.split()]
    return " ".join(w for w in (_starred(word) for word in words if not word.startswith("<")) if w)


def _starred(word: str) -> str:
    core = word.strip("*")
    return core + "*" if core and word.endswith("*") else core
