"""The connector for YouTube (Data API v3; no day of retirement has been named).

Settling: class A. The film is uploaded privately before anything is visible, and
its id is stored; publishing makes that very film public, as often as it is asked
to, and its status says whether it is. Only films go out: YouTube has no posts
for applications. Projects that Google has not audited cannot make a film
public: that is answered as ``not_allowed``.

Rights: ``youtube.force-ssl``, the only single one that can upload, caption,
change and delete.
"""

from __future__ import annotations

import json
import secrets as random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from wellspoken.networks.answers import raw
from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Prepared, Problem, Segment
from wellspoken.networks.budget import Budget
from wellspoken.networks.checks import common
from wellspoken.networks.connecting import Choice
from wellspoken.networks.google import Google, GoogleSignIn
from wellspoken.networks.http import Reply
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.oauth2 import moment
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled, SignInError, UploadResult
from wellspoken.networks.visible import asked, deleted, judge_visible
from wellspoken.networks.youtube import text
from wellspoken.networks.youtube.answers import address, channel_of, locked, written
from wellspoken.networks.youtube.changing import YouTubeChanging
from wellspoken.networks.youtube.reading import YouTubeReading
from wellspoken.networks.youtube.uploading import FAILED, about, status, upload_film

ORIGIN = "https://youtube.googleapis.com"
BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 6.0, 12.0, 6.0
"""Together no longer than the contract's ``PUBLISH_SECONDS``."""


def _now() -> datetime:
    return datetime.now(UTC)


class YouTubeConnector(GoogleSignIn, YouTubeReading, YouTubeChanging):
    """YouTube. ``clock`` tells the time, aware."""

    code = "youtube"
    name = "YouTube"
    capabilities = frozenset(
        {"publish", "repeatable", "delete", "edit", "languages", "title", "oauth", "app", "inbox", "metrics"}
    )
    API_VERSION = "v3"
    RETIRES = None
    google = Google(ORIGIN)
    scopes = ("https://www.googleapis.com/auth/youtube.force-ssl",)

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account | Choice:
        """End with the channel the person picked, or a choice among several. Raises SignInError."""
        account = self.tokens(pending, code, state, now)
        listed = self.asked(account, "/youtube/v3/channels", {"part": "snippet,status", "mine": "true"}).get("items")
        items = listed if isinstance(listed, list) else []
        found = tuple(one for one in (channel_of(account, item) for item in items) if one)
        if not found:
            raise SignInError("not_found", "this person has no channel")
        return found[0] if len(found) == 1 else Choice(found)

    def limits(self, account: Account) -> Limits:
        """Return the limits read from the channel: how long a film may be depends on it."""
        return text.kept(account)

    def measure(self, text_: str, limits: Limits) -> Measure:
        """Count bytes."""
        return text.measure(text_, limits)

    def segments(self, text_: str) -> list[Segment]:
        """Return what will be shown as link, mention or tag."""
        return text.segments(text_)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what YouTube would refuse."""
        return [*common(outgoing, limits, self.measure), *text.problems(outgoing, limits)]

    def key_for(self, now: datetime) -> str:
        """Return a new key; YouTube never sees it, the film's id takes its place."""
        return f"{now.astimezone(UTC):%Y%m%dT%H%M%S}-{random.token_hex(8)}"

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Return the words alone, for ``edit``; ``upload`` makes it the request that shows the film."""
        said = {"snippet": about(outgoing)["snippet"]}
        return Prepared(key, json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Upload film and captions, privately."""
        line = self.google.line(account, self.clock)
        try:
            line.ready()
            handles = upload_film(line, outgoing, prepared.handles)
        except Refused as refused:
            return UploadResult(failure=refused.sent, new_secrets=line.renewed)
        said = {"id": handles.get("video", ""), "status": status(outgoing, "public")}
        body = json.dumps(said, separators=(",", ":")).encode()
        return UploadResult(Prepared(prepared.key, body, handles), new_secrets=line.renewed)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Make the film public, once."""
        line = self.google.line(account, self.clock, Budget(BEFORE_SECONDS))
        number = prepared.handles.get("video", "")
        try:
            line.ready()
        except Refused as refused:
            return line.signed(refused.sent)
        call = line.call("PUT", "/youtube/v3/videos", {"part": "status"})
        headers = {**call.headers, "Content-Type": "application/json"}
        answer = line.once(replace(call, headers=headers, body=prepared.body), VISIBLE_SECONDS)
        line.budget = Budget(AFTER_SECONDS)
        sent = judge_visible(line, answer, lambda reply: written(reply, number), lambda: self._look(line, number))
        if isinstance(answer, Reply) and answer.good and sent.outcome is Outcome.UNKNOWN and locked(answer):
            said = raw(answer, account.secrets)
            sent = Sent(Outcome.REFUSED, reason="not_allowed", status=answer.status, raw=said)
        return line.signed(sent)

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Ask whether the film is public."""
        line, number = self.google.line(account, self.clock), prepared.handles.get("video", "")
        if not number:
            return Settled(Presence.UNSURE, raw="no film was stored")

        def look() -> Settled:
            line.ready()
            return self._look(line, number)

        return replace(asked(look), new_secrets=line.renewed)

    def _look(self, line: Line, number: str) -> Settled:
        found = line.get("/youtube/v3/videos", {"part": "status", "id": number}).get("items")
        items = found if isinstance(found, list) else [None]
        if not items:
            return Settled(Presence.UNSURE, raw="the film is not there any more")
        state: Any = items[0].get("status") if isinstance(items[0], dict) else None
        privacy = state.get("privacyStatus") if isinstance(state, dict) else None
        if privacy == "public" and state.get("uploadStatus") not in FAILED:
            return Settled(Presence.LIVE, number, address(number))
        return Settled(Presence.ABSENT if privacy == "private" else Presence.UNSURE, raw=json.dumps(state)[:1000])

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the film. Not found counts as done."""
        line = self.google.line(account, self.clock)
        try:
            line.ready()
            call = line.call("DELETE", "/youtube/v3/videos", {"id": remote_id})
            sent = deleted(line, remote_id, line.twice(call))
        except Refused as refused:
            sent = refused.sent
        return line.signed(sent)

    def verify(self, account: Account) -> Health:
        """Ask for our channel; tokens that are due are renewed."""
        line = self.google.line(account, self.clock)
        try:
            line.ready()
            params = {"part": "snippet,status", "mine": "true"}
            listed = line.get("/youtube/v3/channels", params).get("items")
        except Refused as refused:
            return Health(False, refused.sent.reason, new_secrets=line.renewed, raw=refused.sent.raw)
        channels = (channel_of(line.account, item) for item in (listed if isinstance(listed, list) else []))
        found = next((one for one in channels if one and one.remote_id == account.remote_id), None)
        if found is None:
            return Health(False, "odd_answer", new_secrets=line.renewed, raw="another channel")
        ends = moment(line.account.secrets, "refresh_expires_at")
        return Health(
            True,
            expires_at=datetime.fromtimestamp(ends, UTC) if ends else None,
            handle=found.handle,
            display_name=str(found.settings["name"]),
            limits=text.kept(found),
            new_secrets=line.renewed,
        )
