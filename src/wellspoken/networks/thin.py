"""What connectors have in common. Each narrows the class that is nearest to it.

``Thin`` is what every network needs that counts texts and has no key of its own.
``Lined`` talks to the account's server over a ``Line``. ``Posting`` shows a post
with one HTTP request. What a network does differently it says by overriding a
method; nothing here knows any of them by name.
"""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Prepared, Problem, Secrets, Segment
from wellspoken.networks.budget import Budget, patient
from wellspoken.networks.checks import common
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply
from wellspoken.networks.line import Line, Manner, Refused
from wellspoken.networks.oauth2 import moment
from wellspoken.networks.outcomes import Health, Outcome, Sent, Settled, UploadResult
from wellspoken.networks.visible import asked, deleted, judge_visible

JSON = {"Content-Type": "application/json"}


def utc_now() -> datetime:
    """Return the time, aware."""
    return datetime.now(UTC)


class Texts(Protocol):
    """A network's module ``text``: how it counts and what it shows specially."""

    LIMITS: Limits

    def measure(self, text: str, limits: Limits, /) -> Measure:
        """Count as the network counts."""
        ...

    def segments(self, text: str, /) -> list[Segment]:
        """Return links, mentions and tags in order."""
        ...


def link_in_text(outgoing: Outgoing) -> list[Problem]:
    """Say that the link would not be seen unless the text holds it."""
    shown = not outgoing.link or outgoing.link in outgoing.text
    return [] if shown else [Problem("link_not_shown", {"link": outgoing.link or ""})]


def one_kind(outgoing: Outgoing) -> list[Problem]:
    """Say that a post has either a film or pictures."""
    both = outgoing.video is not None and bool(outgoing.pictures)
    return [Problem("video_and_pictures")] if both else []


class Thin:
    """A connector that counts texts. ``clock`` tells the time, aware."""

    TEXT: Texts

    def __init__(self, clock: Callable[[], datetime] = utc_now) -> None:
        self.clock = clock

    def limits(self, account: Account) -> Limits:
        """Return the network's limits; they are the same for every account unless this is overridden."""
        return self.TEXT.LIMITS

    def measure(self, text: str, limits: Limits) -> Measure:
        """Count as the network counts."""
        return self.TEXT.measure(text, limits)

    def segments(self, text: str) -> list[Segment]:
        """Return what will be shown as link, mention or tag."""
        return self.TEXT.segments(text)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what the network would refuse."""
        return [*common(outgoing, limits, self.measure), *self.beyond(outgoing, limits)]

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only this network refuses."""
        return ()

    def key_for(self, now: datetime) -> str:
        """Return a new name for a delivery. It is ours alone: the network never sees it."""
        return str(uuid.uuid4())


class Lined(Thin, ABC):
    """A connector that talks to the account's server over a ``Line``."""

    MANNER: Manner
    HIDES = False
    """Whether "not found" is also said to a token that may not see the post."""

    def line(self, account: Account, budget: Budget | None = None) -> Line:
        """Return a line to the account's server."""
        return Line(account, self.clock, self.MANNER, budget or patient())

    @abstractmethod
    def bring(self, line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
        """Do the invisible steps. Raises Refused."""

    @abstractmethod
    def look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        """Ask whether the post is visible. May raise Refused."""

    @abstractmethod
    def health(self, line: Line) -> Health:
        """Ask whether the account works. May raise Refused and OddAnswer."""

    def removal(self, line: Line, remote_id: str) -> Call | None:
        """Return the request that takes a post down; None where the network has none."""
        return None

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Do what nobody sees: pictures, films, containers."""
        line = self.line(account)
        try:
            line.ready()
            done = self.bring(line, outgoing, prepared)
        except Refused as refused:
            return UploadResult(failure=refused.sent, new_secrets=line.renewed)
        return UploadResult(done, new_secrets=line.renewed)

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Look, without changing anything, whether the post is visible."""
        line = self.line(account)

        def ask() -> Settled:
            line.ready()
            return self.look(line, prepared, since)

        return replace(asked(ask), new_secrets=line.renewed)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Take a post down. Already gone counts as done."""
        line = self.line(account)
        try:
            line.ready()
            call = self.removal(line, remote_id)
            none = Sent(Outcome.REFUSED, remote_id, reason="not_supported")
            sent = none if call is None else deleted(line, remote_id, line.twice(call))
        except Refused as refused:
            sent = refused.sent
        if sent.reason == "already_gone" and self.HIDES:
            health = self.health_of(line)
            sent = sent if health.ok else Sent(Outcome.UNKNOWN, reason=health.reason, raw=health.raw)
        return line.signed(sent)

    def verify(self, account: Account) -> Health:
        """Ask whether the account works; tokens that are due are renewed."""
        line = self.line(account)
        return replace(self.health_of(line), new_secrets=line.renewed)

    def health_of(self, line: Line) -> Health:
        """Ask whether the account works; never raises."""
        try:
            line.ready()
            return self.health(line)
        except Refused as refused:
            return Health(False, refused.sent.reason, raw=refused.sent.raw)
        except OddAnswer as error:
            return Health(False, "odd_answer", raw=str(error))


class Posting(Lined):
    """A connector whose post becomes visible with one request to the account's server.

    The three times are seconds, together no longer than the contract's ``PUBLISH_SECONDS``.
    """

    BEFORE_SECONDS = 5.0
    VISIBLE_SECONDS = 14.0
    AFTER_SECONDS = 6.0

    @abstractmethod
    def visible(self, line: Line, prepared: Prepared) -> Call:
        """Return the visible request without its body."""

    @abstractmethod
    def written(self, line: Line, prepared: Prepared, reply: Reply) -> tuple[str, str]:
        """Read number and address of the post out of a success. Raises ValueError, KeyError, OddAnswer."""

    def early(self, line: Line, prepared: Prepared) -> Sent | None:
        """Say why the post cannot go out now, None when it can. Raises Refused."""
        return None

    def can_look(self, account: Account) -> bool:
        """Whether the account's posts can be asked about."""
        return True

    def weighed(self, line: Line, prepared: Prepared, sent: Sent, answer: Reply | CallFailed) -> Sent:
        """Return ``sent`` as it is after what only this network says."""
        return sent

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Make the one visible call, once."""
        since, line = self.clock(), self.line(account, Budget(self.BEFORE_SECONDS))
        try:
            line.ready()
            early = self.early(line, prepared)
        except Refused as refused:
            early = refused.sent
        if early is not None:
            return line.signed(early)
        call = self.visible(line, prepared)
        call = replace(call, headers={**JSON, **call.headers}, body=prepared.body)
        answer = line.once(call, self.VISIBLE_SECONDS)
        line.budget = Budget(self.AFTER_SECONDS)
        look = (lambda: self.look(line, prepared, since)) if self.can_look(account) else None
        sent = judge_visible(line, answer, lambda reply: self.written(line, prepared, reply), look)
        return line.signed(self.weighed(line, prepared, sent, answer))


def until(secrets: Secrets, name: str) -> datetime | None:
    """Return a moment that is kept with the tokens, None when it is not known."""
    end = moment(secrets, name)
    return datetime.fromtimestamp(end, UTC) if end else None


def odd(what: str) -> Health:
    """Return the health of an account whose server says something else than it should."""
    return Health(False, "odd_answer", raw=what)
