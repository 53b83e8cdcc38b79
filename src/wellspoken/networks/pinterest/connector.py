"""The connector for Pinterest (API v5; no day of retirement has been named).

Settling: class B. There is no key against doubles; after an unknown outcome the
board's own pins are read, all of them, and compared (title, words, link, time).
Boards with more than 2,000 pins are too long to be sure, and a person looks.

A pin needs a picture, which goes out in the one visible call: Pinterest has no
invisible upload of pictures. Films, comments of our own and threads are not
offered. Applications on trial make pins that only their owner sees.
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
from wellspoken.networks.http import OddAnswer
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.oauth2 import moment
from wellspoken.networks.outcomes import Health, Sent, Settled, UploadResult
from wellspoken.networks.pinterest import text
from wellspoken.networks.pinterest.api import MANNER, VERSION
from wellspoken.networks.pinterest.publishing import body, find, written
from wellspoken.networks.pinterest.signin import PinterestSignIn, board_of, person_of
from wellspoken.networks.visible import asked, deleted, judge_visible

BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 5.0, 14.0, 5.0
"""Together no longer than the contract's ``PUBLISH_SECONDS``."""


def _now() -> datetime:
    return datetime.now(UTC)


class PinterestConnector(PinterestSignIn):
    """Pinterest; an account is one board. ``clock`` tells the time, aware."""

    code = "pinterest"
    name = "Pinterest"
    capabilities = frozenset({"publish", "delete", "pictures", "alt_text", "title", "oauth", "app"})
    API_VERSION = VERSION
    RETIRES = None

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock

    def limits(self, account: Account) -> Limits:
        """Return the network's limits; they are the same for every board."""
        return text.LIMITS

    def measure(self, text_: str, limits: Limits) -> Measure:
        """Count code points."""
        return text.measure(text_, limits)

    def segments(self, text_: str) -> list[Segment]:
        """Return the tags."""
        return text.segments(text_)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what Pinterest would refuse."""
        return [*common(outgoing, limits, self.measure), *text.problems(outgoing, limits)]

    def key_for(self, now: datetime) -> str:
        """Return a new key. It is ours alone: Pinterest has none."""
        return f"{now.astimezone(UTC):%Y%m%dT%H%M%S}-{random.token_hex(8)}"

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the pin; pictures are read in ``upload``."""
        return Prepared(key, body(account, outgoing, whole=False))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Put the pictures into the request and note when it was first ready. Nothing is sent."""
        handles = {"at": prepared.handles.get("at") or str(self.clock().timestamp())}
        return UploadResult(Prepared(prepared.key, body(account, outgoing, whole=True), handles))

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Pin, once."""
        line, since = Line(account, self.clock, MANNER, budget=Budget(BEFORE_SECONDS)), self.clock()
        try:
            line.ready()
        except Refused as refused:
            return line.signed(refused.sent)
        call = line.call("POST", f"/{VERSION}/pins")
        headers = {**call.headers, "Content-Type": "application/json"}
        answer = line.once(replace(call, headers=headers, body=prepared.body), VISIBLE_SECONDS)
        line.budget = Budget(AFTER_SECONDS)
        return line.signed(judge_visible(line, answer, written, lambda: find(line, prepared, since)))

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Look through the board."""
        line = Line(account, self.clock, MANNER)

        def look() -> Settled:
            line.ready()
            return find(line, prepared, since)

        return replace(asked(look), new_secrets=line.renewed)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the pin. Not found counts as done."""
        line = Line(account, self.clock, MANNER)
        try:
            line.ready()
            call = line.call("DELETE", f"/{VERSION}/pins/{quote(remote_id, safe='')}")
            sent = deleted(line, remote_id, line.twice(call))
        except Refused as refused:
            sent = refused.sent
        return line.signed(sent)

    def verify(self, account: Account) -> Health:
        """Ask who we are and whether the board is there; tokens that are due are renewed."""
        line = Line(account, self.clock, MANNER)
        try:
            line.ready()
            person = person_of(line)
            board = board_of(line, line.get(f"/{VERSION}/boards/{account.remote_id}"), person)
        except Refused as refused:
            return Health(False, refused.sent.reason, new_secrets=line.renewed, raw=refused.sent.raw)
        except OddAnswer as error:
            return Health(False, "odd_answer", new_secrets=line.renewed, raw=str(error))
        if board is None or board.remote_id != account.remote_id:
            return Health(False, "not_allowed", new_secrets=line.renewed, raw="the board is secret or another one")
        ends = moment(line.account.secrets, "refresh_expires_at")
        return Health(
            True,
            expires_at=datetime.fromtimestamp(ends, UTC) if ends else None,
            handle=board.handle,
            display_name=str(board.settings["name"]),
            limits=text.LIMITS,
            new_secrets=line.renewed,
        )
