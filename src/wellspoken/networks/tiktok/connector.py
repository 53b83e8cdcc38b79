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
from collections.abc import Iterable
from datetime import datetime

from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import Reply
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled
from wellspoken.networks.thin import Lined, link_in_text, odd, until
from wellspoken.networks.tiktok import text
from wellspoken.networks.tiktok.api import MANNER, VERSION
from wellspoken.networks.tiktok.film import is_old, last_part, look_up, upload
from wellspoken.networks.tiktok.signin import CODE, TikTokSignIn
from wellspoken.networks.visible import asked, judge_visible

PAUSE = 1.0
FILM_SECONDS = 2400.0
"""The longest that bringing a film may take: its place is good for an hour, the last part comes after."""


class TikTokConnector(Lined, TikTokSignIn):
    """TikTok."""

    code = CODE
    name = "TikTok"
    capabilities = frozenset({"publish", "repeatable", "oauth", "app"})
    API_VERSION = VERSION
    RETIRES = None

    TEXT, MANNER = text, MANNER
    VISIBLE_SECONDS, AFTER_SECONDS = 17.0, 7.0
    """Together no longer than the contract's ``PUBLISH_SECONDS``."""

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only TikTok refuses."""
        return link_in_text(outgoing)

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Return what ``upload`` fills: the body names a part of a film that has no place yet."""
        return Prepared(key, b"")

    def bring(self, line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
        """Bring all of the film but its last part."""
        if outgoing.video is None or not outgoing.video.size:
            raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw="a film is needed"))
        line.budget = Budget(FILM_SECONDS, attempts=2)
        try:
            return upload(line, outgoing, outgoing.video, prepared)
        except OSError as error:
            raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw=type(error).__name__)) from error

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Bring the last part, once, and wait a moment for TikTok to say that the film is out."""
        line = self.line(account)
        if is_old(prepared, self.clock()):
            return Sent(Outcome.NOT_SENT, reason="upload_again", retry_after=0.0)
        try:
            call = last_part(account, prepared)
        except (KeyError, ValueError, OSError) as error:
            return Sent(Outcome.NOT_SENT, reason="upload_again", retry_after=0.0, raw=type(error).__name__)
        answer = line.once(call, self.VISIBLE_SECONDS)
        line.budget = Budget(self.AFTER_SECONDS)
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

    def look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        """Ask what became of the film. ``since`` is not needed."""
        return look_up(line, prepared)

    def health(self, line: Line) -> Health:
        """Ask who we are."""
        found, account = line.get("/v2/user/info/", {"fields": "open_id,display_name"}).get("data"), line.account
        user = found.get("user") if isinstance(found, dict) else None
        if not isinstance(user, dict) or user.get("open_id") != account.remote_id:
            return odd("another account")
        ends = until(line.account.secrets, "refresh_expires_at")
        return Health(True, "", ends, account.handle, str(user.get("display_name") or ""), text.LIMITS)


def _unwritten(reply: Reply) -> tuple[str, str]:
    """TikTok answers 201 to the last part; any other success is not the one we wait for."""
    raise ValueError("not the last part")
