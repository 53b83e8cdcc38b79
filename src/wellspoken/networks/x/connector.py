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

import secrets as random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Prepared, Problem, Segment
from wellspoken.networks.budget import Budget
from wellspoken.networks.checks import common
from wellspoken.networks.http import Reply
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.oauth2 import moment
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled, UploadResult
from wellspoken.networks.visible import asked, deleted, judge_visible
from wellspoken.networks.x import text
from wellspoken.networks.x.api import MANNER, VERSION, duplicate
from wellspoken.networks.x.publishing import body, find, find_older, written
from wellspoken.networks.x.reading import XReading
from wellspoken.networks.x.signin import XSignIn
from wellspoken.networks.x.uploading import fresh, upload

BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 6.0, 12.0, 6.0
"""Together no longer than the contract's ``PUBLISH_SECONDS``."""


def _now() -> datetime:
    return datetime.now(UTC)


class XConnector(XSignIn, XReading):
    """X. ``clock`` tells the time, aware."""

    code = "x"
    name = "X"
    capabilities = frozenset({"publish", "delete", "reply", "pictures", "alt_text", "oauth", "app", "inbox", "metrics"})
    API_VERSION = VERSION
    RETIRES = None

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock

    def limits(self, account: Account) -> Limits:
        """Return what every account may send, whether it pays or not."""
        return text.LIMITS

    def measure(self, text_: str, limits: Limits) -> Measure:
        """Weigh the text."""
        return text.measure(text_, limits)

    def segments(self, text_: str) -> list[Segment]:
        """Return what will be shown as link, mention or tag."""
        return text.segments(text_)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what X would refuse."""
        found = common(outgoing, limits, self.measure)
        if outgoing.video is not None and outgoing.pictures:
            found.append(Problem("video_and_pictures"))
        if outgoing.link and outgoing.link not in outgoing.text:
            found.append(Problem("link_not_shown", {"link": outgoing.link}))
        return found

    def key_for(self, now: datetime) -> str:
        """Return a new key. It is ours alone: X has none."""
        return f"{now.astimezone(UTC):%Y%m%dT%H%M%S}-{random.token_hex(8)}"

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the post; pictures are added by ``upload``."""
        return Prepared(key, body(outgoing, []))

    def prepare_reply(self, account: Account, outgoing: Outgoing, key: str, to: str) -> Prepared:
        """Build an answer to the post ``to``."""
        return Prepared(key, body(outgoing, [], to), {"reply_to": to})

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Upload pictures or a film, with their descriptions."""
        line = Line(account, self.clock, MANNER)
        try:
            line.ready()
            done = upload(line, outgoing, prepared)
        except Refused as refused:
            return UploadResult(failure=refused.sent, new_secrets=line.renewed)
        return UploadResult(done, new_secrets=line.renewed)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Post, once."""
        line, since = Line(account, self.clock, MANNER, Budget(BEFORE_SECONDS)), self.clock()
        try:
            line.ready()
        except Refused as refused:
            return line.signed(refused.sent)
        call = line.call("POST", "/2/tweets")
        headers = {**call.headers, "Content-Type": "application/json"}
        answer = line.once(replace(call, headers=headers, body=prepared.body), VISIBLE_SECONDS)
        line.budget = Budget(AFTER_SECONDS)
        sent = judge_visible(
            line, answer, lambda reply: written(reply, account.handle), lambda: find(line, prepared, since)
        )
        if sent.outcome is Outcome.REFUSED and "media_at" in prepared.handles and not fresh(prepared, since):
            sent = replace(sent, outcome=Outcome.NOT_SENT, reason="upload_again", retry_after=0.0)
        if sent.outcome is Outcome.REFUSED and isinstance(answer, Reply) and duplicate(answer):
            older = asked(lambda: find_older(line, prepared, since))
            proven = older.outcome is Presence.LIVE
            sent = replace(sent, outcome=Outcome.REFUSED if proven else Outcome.UNKNOWN, reason="conflict")
        return line.signed(sent)

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Look through the account's own posts since the first attempt."""
        line = Line(account, self.clock, MANNER)
        found = asked(lambda: self._look(line, prepared, since))
        return replace(found, new_secrets=line.renewed)

    def _look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        line.ready()
        return find(line, prepared, since)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the post. Not found counts as done."""
        line = Line(account, self.clock, MANNER)
        try:
            line.ready()
            sent = deleted(line, remote_id, line.twice(line.call("DELETE", f"/2/tweets/{quote(remote_id, safe='')}")))
        except Refused as refused:
            sent = refused.sent
        return line.signed(sent)

    def verify(self, account: Account) -> Health:
        """Ask who we are; tokens that are due are renewed."""
        line = Line(account, self.clock, MANNER)
        try:
            line.ready()
            who = line.get("/2/users/me").get("data")
        except Refused as refused:
            return Health(False, refused.sent.reason, new_secrets=line.renewed, raw=refused.sent.raw)
        if not isinstance(who, dict) or who.get("id") != account.remote_id:
            return Health(False, "odd_answer", new_secrets=line.renewed, raw="another account")
        ends = moment(line.account.secrets, "expires_at") if not line.account.secrets.get("refresh") else None
        return Health(
            True,
            expires_at=datetime.fromtimestamp(ends, UTC) if ends else None,
            handle=str(who.get("username") or account.handle),
            display_name=str(who.get("name") or ""),
            limits=text.LIMITS,
            new_secrets=line.renewed,
        )
