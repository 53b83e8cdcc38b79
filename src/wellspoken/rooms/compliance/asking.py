"""The door to the screening engine: what is asked, with which packs, for whom."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from wellspoken.engines.screening import Context, Engine, LinkFact, MediaItem, Profile, Result, engine_for, packs_for
from wellspoken.rooms.compliance.house.book import EMPTY, Book


class NothingChecked(Exception):
    """The engine ran no rule at all: its "nothing found" would be worth nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text and everything the verdict depends on. `media` are pictures with what is in them; `sources` links.

    `mood` is crisis or grief while the team is in one; `consents` are those in force: {"person", "status"}.
    """

    text: str
    lang: str | None = None
    surface: str = "post"
    direction: str = "out"
    parent: str = ""
    media: tuple[MediaItem, ...] = ()
    sources: tuple[str, ...] = ()
    links: tuple[LinkFact, ...] = ()
    mood: str = ""
    consents: tuple[dict[str, str], ...] = ()

    def subject(self, profile: Profile) -> str:
        """SHA-256 over the question and who asks: equal subjects get equal answers from one pack version."""
        return naming(profile)(self)

    def context(self, profile: Profile) -> Context:
        """The engine's form of the question."""
        return Context(
            text=self.text,
            lang=self.lang,
            surface=self.surface,
            direction=self.direction,
            parent=self.parent,
            profile=profile,
            media=self.media,
            sources=self.sources,
            links=self.links,
            mood=self.mood,
            consents=self.consents,
            cards=tuple(_card(fact) for fact in self.links if fact.title or fact.description),
        )


def naming(profile: Profile) -> Callable[[Question], str]:
    """Names questions of one profile, whose part of the hash is worked out once; see `Question.subject`."""
    head = hashlib.sha256(f'{{"profile":{_dumped(profile)},"question":'.encode())

    def name(question: Question) -> str:
        whole = head.copy()
        whole.update(f"{_dumped(question)}}}".encode())
        return whole.hexdigest()

    return name


def _dumped(value: Profile | Question) -> str:
    return json.dumps(asdict(value), sort_keys=True, separators=(",", ":"))


def _card(fact: LinkFact) -> dict[str, str]:
    """The preview that networks draw of a link: its words are content too."""
    return {"url": fact.url, "title": fact.title, "description": fact.description}


def engine(profile: Profile, book: Book = EMPTY) -> Engine:
    """The engine with the packs of the profile's countries and what the organisation decided itself."""
    return engine_for(packs_for(profile.countries), book.overrides, book.house)


@lru_cache(maxsize=64)
def _version(chosen: Engine) -> str:
    return chosen.screen(Context("")).pack_version


def version(profile: Profile, book: Book = EMPTY) -> str:
    """The name of the rules, word lists, choice of packs and own decisions that would answer now."""
    return _version(engine(profile, book))


def ask(question: Question, profile: Profile, book: Book = EMPTY) -> Result:
    """The engine's answer. Raises `NothingChecked` when no rule looked at the text."""
    result = engine(profile, book).screen(question.context(profile), time_limit())
    if not result.checked and not result.findings:
        raise NothingChecked
    return result


def time_limit() -> Callable[[], bool]:
    """Whether the time for one text, which begins now, is over."""
    limit = time.monotonic() + settings.SCREENING_SECONDS
    return lambda: time.monotonic() > limit


def as_json(result: Result, text: str) -> list[dict[str, Any]]:
    """Findings as stored: the engine's JSON and the words that were matched."""
    return [{**f.to_json(), "quote": f.words if f.picture else text[f.start : f.end]} for f in result.findings]
