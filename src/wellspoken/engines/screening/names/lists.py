"""What is known about single words: lists of name words and places, and how common a word is in lower case.

The lists in data/ are features of the model, never a verdict. words.txt is written from general knowledge, places.txt,
common.txt and seen.txt are made by scripts/train_names.py (sources and licences: docs/models/names.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from wellspoken.engines.screening.recognisers.name_lists import (
    EPONYMS,
    FAMILY,
    GIVEN,
    KIN,
    ORDINARY,
    ORGANISATION,
    PLACES,
    is_title,
)

LANGUAGES = ("en", "id", "nb")
_NEIGHBOURS = {"nn": "nb", "no": "nb", "da": "nb", "sv": "nb", "nb": "nb", "ms": "id", "id": "id"}


@dataclass(frozen=True, slots=True)
class Lists:
    """Given names, family names, widely known people, places, words seen in names, and how common words are.

    `seen` holds per language the words that belonged to names in its training texts; `common` maps words to 1, 2 or 3
    (3 to 9, 10 to 99, and 100 or more times in lower case).
    """

    given: frozenset[str]
    family: frozenset[str]
    known: frozenset[str]
    places: frozenset[str]
    seen: Mapping[str, frozenset[str]]
    common: Mapping[str, Mapping[str, str]]

    def flags(self, word: str) -> str:
        """One letter for each list that has `word` (lower case)."""
        return "".join(
            letter
            for letter, has in (
                ("G", word in self.given),
                ("F", word in self.family),
                ("W", word in self.known),
                ("L", word in self.places),
                ("T", is_title(word)),
                ("K", word in KIN),
                ("O", word in ORGANISATION),
                ("Y", word in ORDINARY),
                ("E", word in EPONYMS),
            )
            if has
        )

    def seen_elsewhere(self, word: str, lang: str) -> bool:
        """Whether texts of another language than `lang` had `word` in names."""
        return any(word in words for other, words in self.seen.items() if other != lang)


def nearest(lang: str) -> str:
    """The language whose model and lists read `lang`: en, id or nb."""
    return _NEIGHBOURS.get(lang, "en")


def read(name: str) -> dict[str, list[str]]:
    """The file data/`name`: words under [headings]; commas and spaces separate, lines with "# " are remarks."""
    text = resources.files(__package__).joinpath("data", name).read_text("utf-8")
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("# "):
            current.extend(line.replace(",", " ").split())
    return found


@cache
def lists() -> Lists:
    """The lists, read once. Raises OSError when one is missing."""
    words = read("words.txt")
    seen, common = read("seen.txt"), read("common.txt")
    return Lists(
        given=GIVEN | frozenset(w for key, values in words.items() if key.startswith("given") for w in values),
        family=FAMILY | frozenset(w for key, values in words.items() if key.startswith("family") for w in values),
        known=frozenset(words["known"]),
        places=PLACES | frozenset(read("places.txt")["places"]),
        seen={lang: frozenset(seen[lang]) for lang in LANGUAGES},
        common={lang: {w: step for step in "123" for w in common[f"{lang} {step}"]} for lang in LANGUAGES},
    )
