"""The connector for X (API v2; no day of retirement has been named).

Settling: class B. There is no key against doubles; after an unknown outcome the
account's own timeline is read and compared (words, number of pictures, time).
X refuses words the account has just said with 403: after a lost answer that is a
hint that the first call worked. It is a refusal only when the timeline shows
the older post with the same words, and unknown otherwise. Reading the timeline
counts against the application's paid quota, so it happens only then.

Threads are not offered: each further post would be a visible call of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.http import Call, CallFailed, Reply
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled
from wellspoken.networks.thin import Posting, link_in_text, odd, one_kind, until
from wellspoken.networks.visible import asked
from wellspoken.networks.x import text
from wellspoken.networks.x.api import MANNER, VERSION, duplicate
from wellspoken.networks.x.publishing import body, find, find_older, written
from wellspoken.networks.x.reading import XReading
from wellspoken.networks.x.signin import XSignIn
from wellspoken.networks.x.uploading import fresh, upload


class XConnector(Posting, XSignIn, XReading):
    """X."""

    code = "x"
    name = "X"
    capabilities = frozenset({"publish", "delete", "reply", "pictures", "alt_text", "oauth", "app", "inbox", "metrics"})
    API_VERSION = VERSION
    RETIRES = None
    TEXT, MANNER = text, MANNER
    BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 6.0, 12.0, 6.0

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only X refuses."""
        return [*one_kind(outgoing), *link_in_text(outgoing)]

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the post; pictures are added by ``upload``."""
        return Prepared(key, body(outgoing, []))

    def prepare_reply(self, account: Account, outgoing: Outgoing, key: str, to: str) -> Prepared:
        """Build an answer to the post ``to``."""
        return Prepared(key, body(outgoing, [], to), {"reply_to": to})

    def bring(self, line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
        """Upload pictures or a film, with their descriptions."""
        return upload(line, outgoing, prepared)

    def visible(self, line: Line, prepared: Prepared) -> Call:
        """Return the request that posts."""
        return line.call("POST", "/2/tweets")

    def written(self, line: Line, prepared: Prepared, reply: Reply) -> tuple[str, str]:
        """Read number and address of the post."""
        return written(reply, line.account.handle)

    def weighed(self, line: Line, prepared: Prepared, sent: Sent, answer: Reply | CallFailed) -> Sent:
        """Tell pictures X has thrown away and words it has just seen from a refusal for good."""
        now = self.clock()
        if sent.outcome is Outcome.REFUSED and "media_at" in prepared.handles and not fresh(prepared, now):
            return replace(sent, outcome=Outcome.NOT_SENT, reason="upload_again", retry_after=0.0)
        if sent.outcome is Outcome.REFUSED and isinstance(answer, Reply) and duplicate(answer):
            older = asked(lambda: find_older(line, prepared, now))
            proven = older.outcome is Presence.LIVE
            return replace(sent, outcome=Outcome.REFUSED if proven else Outcome.UNKNOWN, reason="conflict")
        return sent

    def look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        """Look through the account's own posts since the first attempt."""
        return find(line, prepared, since)

    def removal(self, line: Line, remote_id: str) -> Call:
        """Return the request that deletes the post."""
        return line.call("DELETE", f"/2/tweets/{quote(remote_id, safe='')}")

    def health(self, line: Line) -> Health:
        """Ask who we are."""
        who, account = line.get("/2/users/me").get("data"), line.account
        if not isinstance(who, dict) or who.get("id") != account.remote_id:
            return odd("another account")
        ends = None if account.secrets.get("refresh") else until(account.secrets, "expires_at")
        handle, name = str(who.get("username") or account.handle), str(who.get("name") or "")
        return Health(True, "", ends, handle, name, text.LIMITS)
