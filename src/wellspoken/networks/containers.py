"""Containers: how Instagram and Threads publish.

A post is first a container that nobody sees: the network fetches its pictures or
film, checks them and says ``FINISHED``. Publishing names the container, once. Its
number is kept before that call, and its status says afterwards whether it was
published: class A. The number of the post itself may be lost with the answer; it
is looked for among the account's own newest posts by its words, and left empty
when that is not unmistakable. A container lives 24 hours.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from wellspoken.networks.base import Prepared
from wellspoken.networks.budget import Budget
from wellspoken.networks.graph import permalink
from wellspoken.networks.http import Reply
from wellspoken.networks.judging import text_of
from wellspoken.networks.likeness import mark, newer
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled
from wellspoken.networks.visible import judge_visible

LIFE = timedelta(hours=23)
BEFORE_SECONDS, AFTER_SECONDS = 4.0, 6.0
WAIT_SECONDS = 20.0
"""How long ``upload`` waits for a container; what takes longer is asked about before publishing."""
PAUSE = 1.0
NEWEST = "25"
Fields = Mapping[str, str]


@dataclass(frozen=True)
class Shelf:
    """What one network calls things. ``prefix`` is the version's path."""

    prefix: str
    make: str
    show: str
    status: str
    words: str
    listed: str
    quota: str

    def path(self, *parts: str) -> str:
        """Return the path of an object or one of its edges."""
        return "/".join((self.prefix, *parts))


@dataclass(frozen=True)
class Wanted:
    """What to make: the fields of the container, and of its parts when it is a carousel."""

    fields: Fields
    parts: tuple[Fields, ...] = ()
    words: str = ""


@dataclass
class Containers:
    """The containers of one account."""

    line: Line
    shelf: Shelf
    seen: list[str] = field(default_factory=list)

    def status(self, number: str) -> str:
        """Ask how a container is. Raises Refused."""
        name = self.shelf.status
        found = self.line.get(self.shelf.path(number), {"fields": f"id,{name}"})
        if found.get("id") != number:
            raise self.line.odd("another container")
        self.seen.append(str(found.get(name, "")))
        return self.seen[-1]

    def _make(self, fields: Fields) -> str:
        path = self.shelf.path(self.line.account.remote_id, self.shelf.make)
        answer = self.line.object(self.line.insist(lambda: self.line.form(path, fields), attempts=1))
        number = answer.get("id")
        if not isinstance(number, str) or not number:
            raise self.line.odd("no number")
        return number

    def _finished(self, number: str, end: float) -> bool:
        """Wait until a container is ready. Raises Refused when it never will be."""
        while (status := self.status(number)) != "FINISHED":
            if status in ("ERROR", "EXPIRED", "PUBLISHED"):
                raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw=f"container: {status}"))
            if time.monotonic() + PAUSE > end:
                return False
            time.sleep(PAUSE)
        return True

    def upload(self, prepared: Prepared, wanted: Wanted) -> Prepared:
        """Make what is missing or too old and wait for it. Raises Refused, with nothing visible."""
        known, now = prepared.handles, self.line.clock()
        if "container" in known and float(known.get("made_at", "0")) > (now - LIFE).timestamp():
            return prepared
        end = time.monotonic() + WAIT_SECONDS
        parts = [self._make(fields) for fields in wanted.parts]
        if not all([self._finished(number, end) for number in parts]):
            raise Refused(Sent(Outcome.NOT_SENT, reason="busy", retry_after=30.0))
        number = self._make({**wanted.fields, **({"children": ",".join(parts)} if parts else {})})
        ready = "1" if self._finished(number, end) else ""
        handles = {"container": number, "made_at": str(now.timestamp()), "words": mark(wanted.words), "ready": ready}
        return Prepared(prepared.key, f"creation_id={number}".encode(), handles)

    def publish(self, prepared: Prepared, seconds: float) -> Sent:
        """Publish the container, once, and never before it is ready."""
        number, since = prepared.handles.get("container", ""), self.line.clock()
        if not number:
            return Sent(Outcome.NOT_SENT, reason="upload_again", retry_after=0.0)
        if not prepared.handles.get("ready"):
            early = self._not_yet(prepared, since)
            if early is not None:
                return early
        path = self.shelf.path(self.line.account.remote_id, self.shelf.show)
        call = self.line.call("POST", path)
        headers = {**call.headers, "Content-Type": "application/x-www-form-urlencoded"}
        answer = self.line.once(replace(call, body=prepared.body, headers=headers), seconds)
        after = Containers(replace(self.line, budget=Budget(AFTER_SECONDS)), self.shelf)
        sent = judge_visible(after.line, answer, after.written, lambda: after.look(prepared, since))
        self.line.renewed = after.line.renewed
        return _expired(sent) if sent.outcome is Outcome.REFUSED and "EXPIRED" in after.seen else sent

    def _not_yet(self, prepared: Prepared, since: datetime) -> Sent | None:
        """Say why a container cannot be published now, None when it can."""
        before = Containers(replace(self.line, budget=Budget(BEFORE_SECONDS)), self.shelf)
        try:
            status = before.status(prepared.handles["container"])
        except Refused as refused:
            return refused.sent
        if status == "PUBLISHED":
            found = before.look(prepared, since - LIFE)
            return Sent(Outcome.LIVE, found.remote_id, found.url, raw=found.raw)
        waits = Sent(Outcome.NOT_SENT, reason="busy", retry_after=20.0, raw=f"container: {status}")
        never = Sent(Outcome.REFUSED, reason="invalid", raw=f"container: {status}")
        return {"FINISHED": None, "ERROR": never, "EXPIRED": _expired(never)}.get(status, waits)

    def written(self, reply: Reply) -> tuple[str, str]:
        """Read the number of the post that was published, and ask for its address."""
        number = text_of(reply.json().get("id"))
        return number, permalink(self.line, self.shelf.path(number), "permalink")

    def look(self, prepared: Prepared, since: datetime) -> Settled:
        """Ask whether the container was published. Raises Refused."""
        number = prepared.handles.get("container", "")
        if not number:
            return Settled(Presence.UNSURE, raw="no container was made")
        status = self.status(number)
        said = f"container: {status}"
        if status == "PUBLISHED":
            remote_id, url = self._find(prepared.handles.get("words", ""), since)
            return Settled(Presence.LIVE, remote_id, url, said)
        known = status in ("FINISHED", "ERROR", "EXPIRED")
        return Settled(Presence.ABSENT if known else Presence.UNSURE, raw=said)

    def _find(self, words: str, since: datetime) -> tuple[str, str]:
        """Return number and address of our post; empty unless exactly one can be it."""
        name = self.shelf.words
        params = {"fields": f"id,{name},permalink,timestamp", "limit": NEWEST}
        try:
            path = self.shelf.path(self.line.account.remote_id, self.shelf.listed)
            posts = self.line.get(path, params).get("data")
        except Refused:
            return "", ""
        posts = [post for post in posts if isinstance(post, dict)] if isinstance(posts, list) else []
        ours = [one for one in posts if mark(str(one.get(name) or "")) == words and newer(one.get("timestamp"), since)]
        return (str(ours[0].get("id", "")), str(ours[0].get("permalink", ""))) if len(ours) == 1 else ("", "")

    def used_up(self) -> Sent | None:
        """Say when the account has published as often as it may in 24 hours; None when it has not or nobody knows."""
        try:
            path = self.shelf.path(self.line.account.remote_id, self.shelf.quota)
            found = self.line.get(path, {"fields": "quota_usage,config"}).get("data")
            used, most = found[0]["quota_usage"], found[0]["config"]["quota_total"]  # type: ignore[index]
        except (Refused, KeyError, IndexError, TypeError):
            return None
        full = isinstance(used, int) and isinstance(most, int) and used >= most
        return Sent(Outcome.NOT_SENT, reason="rate_limited", retry_after=3600.0) if full else None


def _expired(sent: Sent) -> Sent:
    return replace(sent, outcome=Outcome.NOT_SENT, reason="upload_again", retry_after=0.0)
