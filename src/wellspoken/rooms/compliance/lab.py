"""The rule lab: one text under chosen circumstances, which rules speak and why, and what a draft would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from wellspoken.engines.screening import Context, LinkFact, MediaItem, Profile, Result
from wellspoken.rooms.compliance import asking, presenting
from wellspoken.rooms.compliance.house.book import Book, drafted
from wellspoken.rooms.compliance.house.drafting import draft
from wellspoken.rooms.compliance.models import ScreeningRun
from wellspoken.rooms.compliance.profile import asked_by
from wellspoken.rooms.library.links import links_in
from wellspoken.rooms.people.models import Team

#: why a rule did not run: the engine's key -> in words
WHY_NOT: Mapping[str, Any] = {
    "pack not chosen": gettext_lazy("its rules are for other countries"),
    "switched off": gettext_lazy("your organisation switched it off"),
    "audience in another country": gettext_lazy("the readers are in another country"),
    "other surface": gettext_lazy("it is about another kind of text"),
    "other direction": gettext_lazy("it is about texts that come from the other side"),
    "other kind of organisation": gettext_lazy("it is for another kind of organisation"),
    "other language": gettext_lazy("it is for other languages"),
    "could not be screened": gettext_lazy("the text could not be checked at all"),
}
VERDICTS: Mapping[str, Any] = {
    "block": pgettext_lazy("verdict", "Stop"),
    "review": pgettext_lazy("verdict", "Review"),
    "ok": pgettext_lazy("verdict", "Nothing found"),
}


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture or film said to go with the text: what stands in it, and what a look into it would have told.

    `faces` is None when nobody counted; `film` asks for captions, of which there are none.
    """

    alt: str = ""
    writing: str = ""
    name: str = ""
    faces: int | None = None
    film: bool = False

    def item(self) -> MediaItem:
        """The same as the engine reads it."""
        kind, captions = ("video", "") if self.film else ("image", None)
        return MediaItem(self.name, self.alt, kind, ocr_text=self.writing, faces=self.faces, captions=captions)


@dataclass(frozen=True, slots=True)
class Case:
    """A text and its circumstances. Empty `kind` and `countries` mean those of the team."""

    text: str
    lang: str = ""
    kind: str = ""
    countries: tuple[str, ...] = ()
    surface: str = "post"
    direction: str = "out"
    parent: str = ""
    paid: bool = False
    products: bool = True
    sources: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()  # names of people whose valid consent is linked
    picture: Pictured | None = None
    writer: str = ""
    mood: str = ""  # crisis, grief or an ordinary day
    translation: str = ""  # machine: translated by one, and nobody has read it
    links: str = ""  # what every link in the text does: "" nobody looked, "there", "gone", or the address it leads to


@dataclass(frozen=True, slots=True)
class Tried:
    """One set's answer: the verdict, findings as cards, rules that ran, and (rule, why in words) that did not."""

    verdict: str
    cards: list[dict[str, Any]]
    checked: list[str]
    not_checked: list[tuple[str, str]]
    version: str

    @property
    def words(self) -> str:
        """The verdict in a word."""
        return str(VERDICTS[self.verdict])


@dataclass(frozen=True, slots=True)
class Answer:
    """What the set that is on says and, where there is a draft, what that would say.

    `gone` and `new` are the findings' keys (rule, severity, place) in which the two differ.
    """

    now: Tried
    draft: Tried | None = None
    gone: frozenset[tuple[Any, ...]] = field(default_factory=frozenset)
    new: frozenset[tuple[Any, ...]] = field(default_factory=frozenset)


def try_out(*, team: Team, case: Case, lang: str) -> Answer:
    """Screen the case for a team, worded in `lang`; nothing is stored. Never raises for what the engine does."""
    profile, book = asked_by(team)
    profile = _as_asked(profile, case)
    now = _tried(profile, case, book, lang)
    made = draft()
    if made is None:
        return Answer(now)
    then = _tried(profile, case, drafted(made, team), lang)
    before, after = {key_of(card) for card in now.cards}, {key_of(card) for card in then.cards}
    return Answer(now, then, frozenset(before - after), frozenset(after - before))


def key_of(card: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells findings of two answers apart."""
    return (card["rule"], card["severity"], card["start"], card["end"])


def _as_asked(profile: Profile, case: Case) -> Profile:
    if case.kind:
        profile = replace(profile, kind=case.kind)
    if case.countries:
        profile = replace(profile, countries=case.countries)
    return profile if case.products else replace(profile, products=())


def _tried(profile: Profile, case: Case, book: Book, lang: str) -> Tried:
    context = Context(
        text=case.text,
        lang=case.lang or None,
        surface=case.surface,
        direction=case.direction,
        parent=case.parent,
        profile=profile,
        sources=case.sources,
        consents=tuple({"person": name, "status": "valid"} for name in case.consents),
        today=timezone.localdate(),
        paid=case.paid,
        media=(case.picture.item(),) if case.picture else (),
        writer=case.writer,
        mood=case.mood,
        translation=case.translation,
        links=_links(case),
    )
    result = asking.engine(profile, book).screen(context, asking.time_limit())
    return _presented(result, case.text, lang)


def _links(case: Case) -> tuple[LinkFact, ...]:
    """Every link in the text, answering as the case says; nobody is asked."""
    if not case.links:
        return ()
    day = timezone.localdate().isoformat()
    gone, there = case.links == "gone", case.links == "there"
    return tuple(
        LinkFact(
            url, final_url=url if gone or there else case.links, status=404 if gone else 200, title="", checked_on=day
        )
        for url in links_in([case.text])
    )


def _presented(result: Result, text: str, lang: str) -> Tried:
    run = ScreeningRun(findings=asking.as_json(result, text), verdict=result.verdict)
    return Tried(
        verdict=result.verdict,
        cards=presenting.cards(run, lang),
        checked=sorted(result.checked),
        not_checked=[(rule, str(WHY_NOT.get(why, why))) for rule, why in result.not_checked],
        version=result.pack_version,
    )
