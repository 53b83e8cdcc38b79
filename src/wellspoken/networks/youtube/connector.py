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
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.connecting import Choice
from wellspoken.networks.google import Google, GoogleSignIn
from wellspoken.networks.http import Call, CallFailed, Reply
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled, SignInError
from wellspoken.networks.thin import odd, until
from wellspoken.networks.youtube import text
from wellspoken.networks.youtube.answers import address, channel_of, locked, written
from wellspoken.networks.youtube.changing import YouTubeChanging
from wellspoken.networks.youtube.reading import YouTubeReading
from wellspoken.networks.youtube.uploading import FAILED, about, status, upload_film

ORIGIN = "https://youtube.googleapis.com"


class YouTubeConnector(YouTubeChanging, GoogleSignIn, YouTubeReading):
    """YouTube."""

    code = "youtube"
    name = "YouTube"
    capabilities = frozenset(
        {"publish", "repeatable", "delete", "edit", "languages", "title", "oauth", "app", "inbox", "metrics"}
    )
    API_VERSION = "v3"
    RETIRES = None
    ORIGIN, google = ORIGIN, Google(ORIGIN)
    scopes = ("https://www.googleapis.com/auth/youtube.force-ssl",)

    TEXT, MANNER = text, google.manner()
    BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 6.0, 12.0, 6.0

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

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only YouTube refuses."""
        return text.problems(outgoing, limits)

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Return the words alone, for ``edit``; ``upload`` makes it the request that shows the film."""
        said = {"snippet": about(outgoing)["snippet"]}
        return Prepared(key, json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())

    def bring(self, line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
        """Upload film and captions, privately."""
        handles = upload_film(line, outgoing, prepared.handles)
        said = {"id": handles.get("video", ""), "status": status(outgoing, "public")}
        return Prepared(prepared.key, json.dumps(said, separators=(",", ":")).encode(), handles)

    def visible(self, line: Line, prepared: Prepared) -> Call:
        """Return the request that makes the film public."""
        return line.call("PUT", "/youtube/v3/videos", {"part": "status"})

    def written(self, line: Line, prepared: Prepared, reply: Reply) -> tuple[str, str]:
        """Read that the film is public."""
        return written(reply, prepared.handles.get("video", ""))

    def weighed(self, line: Line, prepared: Prepared, sent: Sent, answer: Reply | CallFailed) -> Sent:
        """Tell a project that Google has not audited from an odd answer."""
        shut = isinstance(answer, Reply) and answer.good and sent.outcome is Outcome.UNKNOWN and locked(answer)
        return Sent(Outcome.REFUSED, reason="not_allowed", status=sent.status, raw=sent.raw) if shut else sent

    def look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        """Ask whether the film is public. ``since`` is not needed."""
        number = prepared.handles.get("video", "")
        if not number:
            return Settled(Presence.UNSURE, raw="no film was stored")
        found = line.get("/youtube/v3/videos", {"part": "status", "id": number}).get("items")
        items = found if isinstance(found, list) else [None]
        if not items:
            return Settled(Presence.UNSURE, raw="the film is not there any more")
        state: Any = items[0].get("status") if isinstance(items[0], dict) else None
        privacy = state.get("privacyStatus") if isinstance(state, dict) else None
        if privacy == "public" and state.get("uploadStatus") not in FAILED:
            return Settled(Presence.LIVE, number, address(number))
        return Settled(Presence.ABSENT if privacy == "private" else Presence.UNSURE, raw=json.dumps(state)[:1000])

    def removal(self, line: Line, remote_id: str) -> Call:
        """Return the request that deletes the film."""
        return line.call("DELETE", "/youtube/v3/videos", {"id": remote_id})

    def health(self, line: Line) -> Health:
        """Ask for our channel."""
        account = line.account
        listed = line.get("/youtube/v3/channels", {"part": "snippet,status", "mine": "true"}).get("items")
        channels = (channel_of(account, item) for item in (listed if isinstance(listed, list) else []))
        found = next((one for one in channels if one and one.remote_id == account.remote_id), None)
        if found is None:
            return odd("another channel")
        ends = until(account.secrets, "refresh_expires_at")
        return Health(True, "", ends, found.handle, str(found.settings["name"]), text.kept(found))
