"""What a rule is. One file under rules/<pack>/ holds one rule in a constant named RULE."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

FAMILIES = [
    "privacy",
    "danger",
    "promo",
    "stigma",
    "suicide",
    "reading",
    "source",
    "absolute",
    "misinfo",
    "emergency",
    "crisis_line",
    "a11y",
    "consent",
    "links",
    "conduct",
    "records",
    "own",
    "system",
]


@dataclass(frozen=True, slots=True)
class Words:
    """A finding's words in one language; {names} are filled in from the hit."""

    title: str
    message: str
    advice: str


def say(**by_language: tuple[str, str, str]) -> dict[str, Words]:
    """Texts from en=(title, message, advice), id=(...), nb=(...)."""
    return {language: Words(*parts) for language, parts in by_language.items()}


@dataclass(frozen=True, slots=True)
class Replacement:
    """A one-click change; without a place it replaces what was found. Offsets are in the folded text."""

    text: str
    label: str = "replace"
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's check yields. Offsets are in the folded text of the document, end exclusive."""

    start: int
    end: int
    label: str
    params: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""
    severity: str | None = None
    fix: Replacement | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text that must (`bad`) or must not match; `with_` holds the other fields of the Context as plain data."""

    text: str
    bad: bool
    lang: str = "en"
    with_: Mapping[str, Any] = field(default_factory=dict)


def bad(text: str, lang: str = "en", **with_: Any) -> Example:
    """An example the rule must find."""
    return Example(text, True, lang, with_)


def good(text: str, lang: str = "en", **with_: Any) -> Example:
    """An example the rule must leave alone."""
    return Example(text, False, lang, with_)


class Setting(NamedTuple):
    """All that decides which rules concern a text: for whom, where, which way, and by what kind of organisation."""

    countries: tuple[str, ...]
    surface: str
    direction: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand, how it is checked, and what is said when it is not met.

    `countries` limits a national rule to audiences there; `citations` names the law per country where it differs.
    `texts` holds the words per language (en, id, nb); `variants` further wordings by name.
    """

    id: str
    packs: tuple[str, ...]
    family: str
    severity: str
    citation: str
    demand: str
    check: Callable[["Document"], Iterable[Hit]]
    texts: Mapping[str, Words]
    examples: tuple[Example, ...]
    how: str
    not_checked: str
    citations: Mapping[str, str] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    directions: tuple[str, ...] = ("out",)
    kinds: tuple[str, ...] = ()
    variants: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)

    def why_not(self, setting: Setting) -> str:
        """Why this rule does not concern texts in `setting`; empty when it does."""
        if self.countries and not set(self.countries) & set(setting.countries):
            return "audience in another country"
        if self.surfaces and setting.surface not in self.surfaces:
            return "other surface"
        if setting.direction not in self.directions:
            return "other direction"
        if self.kinds and setting.kind not in self.kinds:
            return "other kind of organisation"
        return ""

    def citation_for(self, countries: tuple[str, ...]) -> str:
        """The law to name to an audience in `countries`."""
        for country in countries:
            if country in self.citations:
                return self.citations[country]
        return self.citation
