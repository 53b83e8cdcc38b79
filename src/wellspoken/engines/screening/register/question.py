"""What a question to the reviewer is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wellspoken.engines.screening.rule import Example

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

#: who should be able to answer
COMPETENCES = ("privacy", "promotion", "medical", "ethics", "communications")
#: "na": the question does not apply to this content
ANSWERS = ("yes", "no", "na")


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in one language: what is asked, why it is asked here, and what to do when the answer is bad."""

    ask: str
    why: str
    todo: str


def wording(**by_language: tuple[str, str, str]) -> dict[str, Wording]:
    """Wordings from en=(ask, why, todo), id=(...), nb=(...)."""
    return {language: Wording(*parts) for language, parts in by_language.items()}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that only a person can say.

    `id` is the demand it is asked for, `covers` further demands that the same answer settles. `good` is the answer
    with which the content may go on (yes or no); `required` questions hold an approval back until they are answered.
    `when` decides whether the question fits a document; `countries` limits it to audiences there (lower-case ISO
    3166), `kinds` to kinds of organisations. `examples` are texts for which it is asked (bad) or not (good).
    """

    id: str
    competence: str
    good: str
    when: Callable[["Document"], bool]
    words: Mapping[str, Wording]
    citation: str
    examples: tuple[Example, ...]
    citations: Mapping[str, str] = field(default_factory=dict)
    covers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    required: bool = True

    def fits(self, doc: "Document") -> bool:
        """Whether to ask it about this document."""
        if self.countries and not set(self.countries) & set(doc.countries):
            return False
        if self.kinds and doc.ctx.profile.kind not in self.kinds:
            return False
        return self.when(doc)

    def citation_for(self, countries: tuple[str, ...]) -> str:
        """The law to name to an audience in `countries`."""
        return next((self.citations[c] for c in countries if c in self.citations), self.citation)
