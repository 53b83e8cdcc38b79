"""The door to the screening engine: what is asked, with which packs, for whom."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from wellspoken.engines.screening import PACKS, Context, Engine, MediaItem, Profile, Result, engine_for

#: the rule pack of a country; elsewhere every pack applies, because nobody has said which may be left out
_HOME_PACKS: Mapping[str, tuple[str, ...]] = {"us": ("us", "who"), "no": ("no", "who"), "id": ("id", "who")}


class NothingChecked(Exception):
    """The engine ran no rule at all: its "nothing found" would be worth nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text and everything the verdict depends on. `media` are (name, alt); `sources` web addresses."""

    text: str
    lang: str | None = None
    surface: str = "post"
    direction: str = "out"
    parent: str = ""
    media: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()

    def subject(self, profile: Profile) -> str:
        """SHA-256 over the question and who asks: equal subjects get equal answers from one pack version."""
        whole = {"question": asdict(self), "profile": asdict(profile)}
        return hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    def context(self, profile: Profile) -> Context:
        """The engine's form of the question."""
        return Context(
            text=self.text,
            lang=self.lang,
            surface=self.surface,
            direction=self.direction,
            parent=self.parent,
            profile=profile,
            media=tuple(MediaItem(name, alt) for name, alt in self.media),
            sources=self.sources,
        )


def engine(profile: Profile) -> Engine:
    """The engine with the packs of the profile's countries."""
    chosen = {pack for country in profile.countries for pack in _HOME_PACKS.get(country, PACKS)}
    return engine_for(tuple(p for p in PACKS if p in chosen) or PACKS)


@lru_cache(maxsize=16)
def _version(packs: tuple[str, ...]) -> str:
    return engine_for(packs).screen(Context("")).pack_version


def version(profile: Profile) -> str:
    """The name of the rules, word lists and choice of packs that would answer now."""
    return _version(engine(profile).packs)


def ask(question: Question, profile: Profile) -> Result:
    """The engine's answer. Raises `NothingChecked` when no rule looked at the text."""
    result = engine(profile).screen(question.context(profile))
    if not result.checked and not result.findings:
        raise NothingChecked
    return result


def as_json(result: Result, text: str) -> list[dict[str, Any]]:
    """Findings as stored: the engine's JSON and the words that were matched."""
    return [{**f.to_json(), "quote": text[f.start : f.end]} for f in result.findings]
