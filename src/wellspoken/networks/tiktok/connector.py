"""The connector for TikTok: films.

Content Posting interface v2; TikTok has named no day on which it ends.
Settling: class A, by the ``publish_id`` (see ``film``).

What TikTok cannot do here: take a text or pictures alone (pictures it would fetch
from an address whose domain is proven to TikTok, and name no ``publish_id`` before
they are out), take a film down, captions as a file. Until TikTok has audited the
application, films can be seen by the account alone, and TikTok refuses public ones.

Rights: ``video.publish``, and ``user.info.basic`` to know who signed in.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Prepared, Problem, Segment
from wellspoken.networks.budget import Budget
from wellspoken.networks.checks import common
from wellspoken.networks.http import Reply
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.oauth2 import moment
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled, UploadResult
from wellspoken.networks.tiktok import text
from wellspoken.networks.tiktok.api import MANNER, VERSION
from wellspoken.networks.tiktok.film import is_old, last_part, look_up, upload
from wellspoken.networks.tiktok.signin import CODE, TikTokSignIn
from wellspoken.networks.visible import asked, judge_visible

VISIBLE_SECONDS, AFTER_SECONDS = 17.0, 7.0
"""Together no longer than the contract's ``PUBLISH_SECONDS``."""
PAUSE = 1.0
FILM_SECONDS = 2400.0
"""The longest that bringing a film may take: its place is good for an hour, the last part comes after."""


def _now() -> datetime:
    return datetime.now(UTC)


class TikTokConnector(TikTokSignIn):
    """TikTok. ``clock`` tells the time, aware."""

    code = CODE
    name = "TikTok"
    capabilities = frozenset({"publish", "repeatable", "oauth", "app"})
    API_VERSION = VERSION
    RETIRES = None

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock

    def _line(self, account: Account) -> Line:
        return Line(account, self.clock, MANNER)

    def limits(self, account: Account) -> Limits:
        """Return the network's limits; the account's own are asked for by ``upload``."""
        return text.LIMITS

    def measure(self, text_: str, limits: Limits) -> Measure:
        """Count UTF-16 units."""
        return text.measure(text_, limits)

    def segments(self, text_: str) -> list[Segment]:
        """Return what will be shown as mention or tag."""
        return text.segments(text_)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what TikTok would refuse."""
        found = common(outgoing, limits, self.measure)
        if outgoing.link and outgoing.link not in outgoing.text:
            found.append(Problem("link_not_shown", {"link": outgoing.link}))
        return found

    def key_for(self, now: datetime) -> str:
        """Return a new name for this delivery; TikTok never sees it."""
        return str(uuid.uuid4())

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Return what ``upload`` fills: the body names a part of a film that has no place yet."""
        return Prepared(key, b"")

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Bring all of the film but its last part."""
        line = self._line(account)
        if outgoing.video is None or not outgoing.video.size:
            return UploadResult(failure=Sent(Outcome.REFUSED, reason="invalid", raw="a film is needed"))
        line.budget = Budget(FILM_SECONDS, attempts=2)
        try:
            line.ready()
            done = upload(line, outgoing, outgoing.video, prepared)
        except Refused as refused:
            return UploadResult(failure=refused.sent, new_secrets=line.renewed)
        except OSError as error:
            failure = Sent(Outcome.REFUSED, reason="invalid", raw=type(error).__name__)
            return UploadResult(failure=failure, new_secrets=line.renewed)
        return UploadResult(done, new_secrets=line.renewed)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Bring the last part, once, and wait a moment for TikTok to say that the film is out."""
        line = self._line(account)
        if is_old(prepared, self.clock()):
            return Sent(Outcome.NOT_SENT, reason="upload_again", retry_after=0.0)
        try:
            call = last_part(account, prepared)
        except (KeyError, ValueError, OSError) as error:
            return Sent(Outcome.NOT_SENT, reason="upload_again", retry_after=0.0, raw=type(error).__name__)
        answer = line.once(call, VISIBLE_SECONDS)
        line.budget = Budget(AFTER_SECONDS)
        if isinstance(answer, Reply) and answer.status == 201:
            return line.signed(self._wait(line, prepared))
        return line.signed(judge_visible(line, answer, _unwritten, lambda: look_up(line, prepared)))

    def _wait(self, line: Line, prepared: Prepared) -> Sent:
        """Say what became of a film TikTok has all of: it is out, it failed, or TikTok is still at work."""
        while True:
            found = asked(lambda: look_up(line, prepared))
            if found.outcome is Presence.LIVE:
                return Sent(Outcome.LIVE, found.remote_id, found.url, status=201, raw=found.raw)
            if found.outcome is Presence.ABSENT:
                return Sent(Outcome.REFUSED, reason="invalid", status=201, raw=found.raw)
            if line.budget.left() <= PAUSE:
                return Sent(Outcome.UNKNOWN, reason="busy", status=201, raw=found.raw)
            time.sleep(PAUSE)

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Ask what became of the film. ``since`` is not needed."""
        line = self._line(account)
        found = asked(lambda: look_up(line, prepared))
        return replace(found, new_secrets=line.renewed)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Always refuse: a person takes it down in the application."""
        return Sent(Outcome.REFUSED, remote_id, reason="not_supported")

    def verify(self, account: Account) -> Health:
        """Ask who we are; a token that is due is renewed."""
        line = self._line(account)
        try:
            line.ready()
            found = line.get("/v2/user/info/", {"fields": "open_id,display_name"}).get("data")
        except Refused as refused:
            return Health(False, refused.sent.reason, raw=refused.sent.raw, new_secrets=line.renewed)
        user = found.get("user") if isinstance(found, dict) else None
        if not isinstance(user, dict) or user.get("open_id") != account.remote_id:
            return Health(False, "odd_answer", raw="another account", new_secrets=line.renewed)
        end = moment(line.account.secrets, "refresh_expires_at")
        until = datetime.fromtimestamp(end, UTC) if end else None
        name = str(user.get("display_name") or "")
        return Health(True, "", until, account.handle, name, text.LIMITS, line.renewed)


def _unwritten(reply: Reply) -> tuple[str, str]:
    """TikTok answers 201 to the last part; any other success is not the one we wait for."""
    raise ValueError("not the last part")
