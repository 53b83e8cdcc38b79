"""The connector for Pinterest (API v5; no day of retirement has been named).

Settling: class B. There is no key against doubles; after an unknown outcome the
board's own pins are read, all of them, and compared (title, words, link, time).
Boards with more than 2,000 pins are too long to be sure, and a person looks.

A pin needs a picture, which goes out in the one visible call: Pinterest has no
invisible upload of pictures. Films, comments of our own and threads are not
offered. Applications on trial make pins that only their owner sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.http import Call, Reply
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Health, Settled, UploadResult
from wellspoken.networks.pinterest import text
from wellspoken.networks.pinterest.api import MANNER, VERSION
from wellspoken.networks.pinterest.publishing import body, find, written
from wellspoken.networks.pinterest.signin import PinterestSignIn, board_of, person_of
from wellspoken.networks.thin import Posting, until


class PinterestConnector(Posting, PinterestSignIn):
    """Pinterest; an account is one board."""

    code = "pinterest"
    name = "Pinterest"
    capabilities = frozenset({"publish", "delete", "pictures", "alt_text", "title", "oauth", "app"})
    API_VERSION = VERSION
    RETIRES = None
    TEXT, MANNER = text, MANNER
    BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 5.0, 14.0, 5.0

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only Pinterest refuses."""
        return text.problems(outgoing, limits)

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the pin; pictures are read in ``upload``."""
        return Prepared(key, body(account, outgoing, whole=False))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Put the pictures into the request and note when it was first ready. Nothing is sent."""
        return UploadResult(self.bring(self.line(account), outgoing, prepared))

    def bring(self, line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
        """Return the pin with its pictures."""
        handles = {"at": prepared.handles.get("at") or str(self.clock().timestamp())}
        return Prepared(prepared.key, body(line.account, outgoing, whole=True), handles)

    def visible(self, line: Line, prepared: Prepared) -> Call:
        """Return the request that pins."""
        return line.call("POST", f"/{VERSION}/pins")

    def written(self, line: Line, prepared: Prepared, reply: Reply) -> tuple[str, str]:
        """Read number and address of the pin."""
        return written(reply)

    def look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        """Look through the board."""
        return find(line, prepared, since)

    def removal(self, line: Line, remote_id: str) -> Call:
        """Return the request that deletes the pin."""
        return line.call("DELETE", f"/{VERSION}/pins/{quote(remote_id, safe='')}")

    def health(self, line: Line) -> Health:
        """Ask who we are and whether the board is there."""
        person, number = person_of(line), line.account.remote_id
        board = board_of(line, line.get(f"/{VERSION}/boards/{number}"), person)
        if board is None or board.remote_id != number:
            return Health(False, "not_allowed", raw="the board is secret or another one")
        ends = until(line.account.secrets, "refresh_expires_at")
        return Health(True, "", ends, board.handle, str(board.settings["name"]), text.LIMITS)
