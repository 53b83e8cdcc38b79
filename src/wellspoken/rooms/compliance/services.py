"""Screening: one door for posts, replies and documents. What fails is blocked, and said so."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypedDict, Unpack

from django.db import DatabaseError, transaction

from wellspoken.engines.screening import MediaItem, Profile, Result
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance import asking, films, linked, pictures, questions, recent
from wellspoken.rooms.compliance.asking import Question
from wellspoken.rooms.compliance.failing import failed
from wellspoken.rooms.compliance.house.book import Book
from wellspoken.rooms.compliance.models import ScreeningRun
from wellspoken.rooms.compliance.profile import asked_by
from wellspoken.rooms.compliance.sayable import Sayable
from wellspoken.rooms.library import links
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.media.selectors import by_ids
from wellspoken.rooms.people.models import Team

log = logging.getLogger(__name__)

#: networks on which a post's title is published with it
TITLED = frozenset({"newsroom"})


class About(TypedDict, total=False):
    """What may be said beside the text; see `screen`."""

    lang: str | None
    surface: str
    direction: str
    parent: str
    media: Iterable[tuple[str, str]]
    sources: Iterable[str]
    network: str
    keep: bool


@dataclass(frozen=True, slots=True)
class ChannelScreening:
    """The answer for one text. `part`: text, title, alt:<number from 0>, …; `channel_ids` carry this very text."""

    channel_ids: tuple[int, ...]
    text: str
    run: ScreeningRun
    part: str = "text"

    @property
    def key(self) -> str:
        """Names the text within its body; goes into the fingerprints of its findings."""
        return f"{self.part}@{'-'.join(map(str, self.channel_ids))}"


def screen(*, team: Team, text: str, **about: Unpack[About]) -> ScreeningRun:
    """Screen one text for a team; equal questions share a stored run as long as the rules stay the same.

    `lang` (None: found out), `surface` (post, reply, dm, comment, profile, alt_text, …), `direction` (out, in),
    `parent` (the text replied to), `media` as (name, alt), `sources` (web addresses). `network` changes no
    verdict yet. `keep=False` answers without storing (as somebody types). Never raises for what the engine does:
    then the verdict is block, with the finding SYS-1, and the run is not stored.
    """
    question = Question(
        text=text,
        lang=about.get("lang"),
        surface=about.get("surface", "post"),
        direction=about.get("direction", "out"),
        parent=about.get("parent", ""),
        media=tuple(MediaItem(name, alt) for name, alt in about.get("media", ())),
        sources=tuple(about.get("sources", ())),
    )
    return _Desk(team, about.get("keep", True)).answers([question])[0]


@dataclass(frozen=True, slots=True)
class AtHand:
    """Rows of a body that the caller has read already: all its channels, and its pictures with their looks."""

    channels: Sequence[Channel]
    pictures: Mapping[str, MediaFile]


def screen_body(
    *, team: Team, body: Sayable, keep: bool = True, at_hand: AtHand | None = None
) -> list[ChannelScreening]:
    """Every text of a body that the public will meet: each channel's, the title where it is shown, the alt texts.

    Channels with equal text share one answer. Without channels the common text is screened all the same.
    """
    asked = questions_of(body, at_hand)
    runs = _Desk(team, keep).answers([question for _part, _channels, question in asked])
    return [
        ChannelScreening(channels, question.text, run, part)
        for (part, channels, question), run in zip(asked, runs, strict=True)
    ]


def screen_bodies(*, team: Team, bodies: Sequence[Sayable]) -> list[list[ChannelScreening]]:
    """`screen_body` for many bodies of one team, each with its own answer, with as many queries as for one."""
    at_hand = _at_hand(bodies)
    asked = [questions_of(body, at) for body, at in zip(bodies, at_hand, strict=True)]
    runs = iter(_Desk(team, True).answers([question for parts in asked for _part, _channels, question in parts]))
    return [
        [ChannelScreening(channels, question.text, next(runs), part) for part, channels, question in parts]
        for parts in asked
    ]


def _at_hand(bodies: Sequence[Sayable]) -> list[AtHand]:
    """The rows that these bodies need, read for all of them at once."""
    titled = {channel for body in bodies if body.title for channel in body.channels}
    shown = list(Channel.objects.defer("secrets").filter(pk__in=titled, network__in=TITLED))
    known = by_ids(picture.media_id for body in bodies for picture in body.pictures)
    return [AtHand([channel for channel in shown if channel.pk in body.channels], known) for body in bodies]


class _Desk:
    """Answers questions of one team; the profile is read once, and a failure of any kind is a block."""

    def __init__(self, team: Team, keep: bool) -> None:
        self.team = team
        self.keep = keep
        self.known: dict[tuple[str, str], ScreeningRun] = {}
        self.subjects: dict[int, str] = {}  # by the identity of a question under way: its parts need not be hashable

    @cached_property
    def _asking(self) -> tuple[Profile, Book]:
        return asked_by(self.team)

    @property
    def profile(self) -> Profile:
        return self._asking[0]

    @property
    def book(self) -> Book:
        return self._asking[1]

    @cached_property
    def version(self) -> str:
        return asking.version(self.profile, self.book)

    def answers(self, questions: list[Question]) -> list[ScreeningRun]:
        """The answers to many questions, looked up at once and kept at once. No mood, no answer but a block."""
        try:
            questions = [replace(question, mood=self.book.mood) for question in questions]
        except DatabaseError:
            raise
        except Exception as error:
            log.exception("the mood of the day is not known")
            return _kept(self.team, [failed(self.team, question.text, error) for question in questions])
        if self.keep:
            self._look_up(questions)
        return _kept(self.team, [self.answer(question) for question in questions])

    def _look_up(self, questions: list[Question]) -> None:
        try:
            name, version = asking.naming(self.profile), self.version
            self.subjects = {id(question): name(question) for question in questions}
        except DatabaseError:
            raise
        except Exception:
            log.exception("stored answers could not be named")  # `answer` meets the same and blocks
            return
        subjects = set(self.subjects.values())
        rows = ScreeningRun.objects.filter(team=self.team, subject__in=subjects, pack_version=version)
        self.known = {(row.subject, row.pack_version): row for row in rows}

    def answer(self, question: Question) -> ScreeningRun:
        """The stored answer, or a new one, or the block that says nothing could be checked."""
        try:
            return self._answer(question)
        except DatabaseError:
            raise  # the caller's transaction is over; nothing passes either
        except Exception as error:
            log.exception("screening failed")  # the cause, never the text
            return failed(self.team, question.text, error)

    def _answer(self, question: Question) -> ScreeningRun:
        if not self.keep:
            return _run(self.team, "", recent.ask(question, self.profile, self.book), question.text)
        subject = self.subjects.get(id(question)) or question.subject(self.profile)
        stored = self.known.get((subject, self.version))
        return stored or _run(self.team, subject, asking.ask(question, self.profile, self.book), question.text)


def questions_of(body: Sayable, at_hand: AtHand | None = None) -> list[tuple[str, tuple[int, ...], Question]]:
    """(part, channels, question) for each different text, in reading order."""
    groups: dict[str, list[int]] = {}
    for channel in body.channels:
        groups.setdefault(body.text_for(channel), []).append(channel)
    if not body.channels:
        groups = {body.text: []}
    beside: Mapping[str, Any] = {
        "lang": body.lang or None,
        "media": (*pictures.items(body.pictures, at_hand.pictures if at_hand else None), *films.items(body.film)),
        "sources": tuple(e.url for e in body.evidence),
        "links": links.facts([*groups, *(e.url for e in body.evidence)]),
    }
    asked = [
        ("text", tuple(channels), Question(text, **beside, consents=linked.consents(body, tuple(channels))))
        for text, channels in groups.items()
    ]
    agreed = linked.consents(body, body.channels)
    if body.title and (titled := _titled(body, at_hand)):
        asked.append(
            ("title", titled, Question(body.title, lang=body.lang or None, sources=beside["sources"], consents=agreed))
        )
    for number, picture in enumerate(body.pictures):
        if picture.alt.strip():
            question = Question(picture.alt, lang=body.lang or None, surface="alt_text", consents=agreed)
            asked.append((f"alt:{number}", body.channels, question))
    for said in films.texts(body.film):
        question = Question(said.text, lang=said.lang or body.lang or None, surface=said.surface, consents=agreed)
        asked.append((said.part, body.channels, question))
    for part, text in beside_texts(body):
        question = Question(text, lang=body.lang or None, sources=beside["sources"], consents=agreed)
        asked.append((part, body.channels, question))
    return asked


def beside_texts(body: Sayable) -> Iterator[tuple[str, str]]:
    """(part, text) of what people read beside the post: a thread's further posts, a first comment, a correction."""
    yield from body.further.texts()
    if body.correction.strip():
        yield "correction", body.correction


def _titled(body: Sayable, at_hand: AtHand | None) -> tuple[int, ...]:
    """The channels that show the title."""
    if not body.channels:
        return ()
    if at_hand is not None:
        return tuple(sorted(channel.pk for channel in at_hand.channels if channel.network in TITLED))
    shown = Channel.objects.filter(pk__in=body.channels, network__in=TITLED).order_by("pk")
    return tuple(shown.values_list("pk", flat=True))


def _run(team: Team, subject: str, result: Result, text: str) -> ScreeningRun:
    return ScreeningRun(
        team=team,
        subject=subject,
        verdict=result.verdict,
        findings=asking.as_json(result, text),
        spans=[span.to_json() for span in result.spans],
        checked=list(result.checked),
        not_checked=[{"rule": rule, "why": why} for rule, why in result.not_checked],
        questions=questions.stored(result),
        lang=result.lang,
        pack_version=result.pack_version,
    )


def _kept(team: Team, runs: list[ScreeningRun]) -> list[ScreeningRun]:
    """Store new runs; left out are those that failed (they must be tried again) or were stored by somebody just now."""
    fresh = {run.subject: run for run in runs if run._state.adding and run.checked and run.subject}
    if not fresh:
        return runs
    with transaction.atomic():
        ScreeningRun.objects.bulk_create(fresh.values(), ignore_conflicts=True)
    versions = {run.pack_version for run in fresh.values()}
    rows = ScreeningRun.objects.filter(team=team, subject__in=fresh, pack_version__in=versions)
    stored = {(row.subject, row.pack_version): row for row in rows}
    return [stored.get((run.subject, run.pack_version), run) for run in runs]
