"""Changing the words of a visible post: one call, and a question when its answer is lost.

A change that was made and one that is made again end in the same words, but
networks may tell readers of each, so it is made once and then asked about.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace

from wellspoken.networks.base import Account, Prepared
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import Call, CallFailed, Reply
from wellspoken.networks.likeness import comparable
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled
from wellspoken.networks.thin import Posting
from wellspoken.networks.visible import asked, judge_visible

GONE = (404, 410)
Words = Mapping[str, str]


class Edited(Posting):
    """A connector that can change a post's words. They have the network's own names: ``message``, ``title``, ..."""

    @abstractmethod
    def words_of(self, prepared: Prepared) -> Words:
        """Read the words out of what ``prepare`` returned. Raises ValueError, KeyError, TypeError."""

    @abstractmethod
    def shown(self, line: Line, remote_id: str) -> Words:
        """Ask what the post says now. Raises Refused, also when it is gone or cannot be read."""

    @abstractmethod
    def change(self, line: Line, remote_id: str, words: Words) -> Call:
        """Return the request that changes the words; may ask something first. Raises Refused."""

    def confirmed(self, reply: Reply) -> None:
        """Look whether a success is the network's own. Raises OddAnswer when it is not."""
        reply.json()

    def bare(self, text: str) -> str:
        """Return a text without what networks change on the way, to be compared."""
        return comparable(text)

    def address(self, remote_id: str) -> str:
        """Return the post's public address where its number tells it."""
        return ""

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Replace the words, once."""
        line = self.line(account, Budget(self.BEFORE_SECONDS))
        try:
            words = self.words_of(prepared)
            line.ready()
            call = self.change(line, remote_id, words)
        except (ValueError, KeyError, TypeError):
            return Sent(Outcome.REFUSED, reason="invalid", raw="not what prepare made")
        except Refused as refused:
            return line.signed(refused.sent)
        answer = line.once(call, self.VISIBLE_SECONDS)
        line.budget = Budget(self.AFTER_SECONDS)

        def written(reply: Reply) -> tuple[str, str]:
            self.confirmed(reply)
            return remote_id, self.address(remote_id)

        sent = judge_visible(line, answer, written, lambda: self._compared(line, remote_id, words))
        if sent.outcome in (Outcome.UNKNOWN, Outcome.REFUSED) and self._gone(line, answer):
            sent = replace(sent, outcome=Outcome.REFUSED, reason="not_found")
        return line.signed(sent)

    def _gone(self, line: Line, answer: Reply | CallFailed) -> bool:
        """Whether the network says in its own words that there is no such post, and means it."""
        if isinstance(answer, CallFailed):
            return False
        verdict = line.manner.reads(answer)
        named = verdict is not None and (verdict.kind == "gone" or answer.status in GONE)
        return named and (not self.HIDES or self.health_of(line).ok)

    def says(self, account: Account, remote_id: str, prepared: Prepared) -> Settled:
        """Look whether the post shows these words now."""
        line = self.line(account)

        def ask() -> Settled:
            line.ready()
            return self._compared(line, remote_id, self.words_of(prepared))

        try:
            return replace(asked(ask), new_secrets=line.renewed)
        except (ValueError, KeyError, TypeError):
            return Settled(Presence.UNSURE, raw="not what prepare made")

    def _compared(self, line: Line, remote_id: str, words: Words) -> Settled:
        shown = self.shown(line, remote_id)
        if all(self.bare(shown.get(name, "")) == self.bare(text) for name, text in words.items()):
            return Settled(Presence.LIVE, remote_id, self.address(remote_id))
        return Settled(Presence.ABSENT, raw="it shows other words")
