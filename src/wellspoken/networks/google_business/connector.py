"""The connector for Google Business Profile: news of a location.

My Business interface v4; Google has named no day on which news leave it.
Settling: class B, by the location's own news (see ``posts``).

What Google cannot do here: films, descriptions of pictures, more than one picture.
It fetches the picture itself, so the installation needs a public address. A link
becomes a button under the news. Reviews appear beside the news and are answered
elsewhere.

Rights: ``business.manage``, the only one there is.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Prepared, Problem, Segment
from wellspoken.networks.budget import Budget
from wellspoken.networks.checks import common
from wellspoken.networks.google_business import text
from wellspoken.networks.google_business.posts import REJECTED, body, find, news
from wellspoken.networks.google_business.reading import GoogleBusinessReading
from wellspoken.networks.google_business.signin import CODE, VERSION, GoogleBusinessSignIn, manner
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply
from wellspoken.networks.judging import text_of
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Health, Outcome, Sent, Settled, UploadResult
from wellspoken.networks.visible import asked, deleted, judge_visible

BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 4.0, 14.0, 6.0
"""Together no longer than the contract's ``PUBLISH_SECONDS``."""
JSON = {"Content-Type": "application/json"}


def _now() -> datetime:
    return datetime.now(UTC)


class GoogleBusinessConnector(GoogleBusinessReading, GoogleBusinessSignIn):
    """Google Business Profile. ``clock`` tells the time, aware."""

    code = CODE
    name = "Google Business Profile"
    capabilities = frozenset({"publish", "delete", "edit", "pictures", "languages", "oauth", "app", "inbox"})
    API_VERSION = VERSION
    RETIRES = None

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock

    def _line(self, account: Account) -> Line:
        return Line(account, self.clock, manner())

    def limits(self, account: Account) -> Limits:
        """Return the network's limits; they are the same for every location."""
        return text.LIMITS

    def measure(self, text_: str, limits: Limits) -> Measure:
        """Count UTF-16 units."""
        return text.measure(text_, limits)

    def segments(self, text_: str) -> list[Segment]:
        """Return what will be shown as link."""
        return text.segments(text_)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what Google would refuse."""
        return [*common(outgoing, limits, self.measure), *text.too_small(outgoing)]

    def key_for(self, now: datetime) -> str:
        """Return a new name for this delivery; Google never sees it."""
        return str(uuid.uuid4())

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the news."""
        return Prepared(key, body(outgoing))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Only the tokens are made fresh: Google fetches the picture when the news are written."""
        line = self._line(account)
        try:
            line.ready()
        except Refused as refused:
            return UploadResult(failure=refused.sent, new_secrets=line.renewed)
        return UploadResult(replace(prepared, body=body(outgoing)), new_secrets=line.renewed)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Write the news, once."""
        line, since = self._line(account), self.clock()
        line.budget = Budget(BEFORE_SECONDS)
        try:
            line.ready()
        except Refused as refused:
            return line.signed(refused.sent)
        call = line.call("POST", news(line))
        answer = line.once(replace(call, body=prepared.body, headers={**call.headers, **JSON}), VISIBLE_SECONDS)
        line.budget = Budget(AFTER_SECONDS)
        sent = judge_visible(line, answer, _written, lambda: find(line, prepared, since))
        return line.signed(_rejected(sent, answer))

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Look through the location's own news."""
        line = self._line(account)
        found = asked(lambda: find(line, prepared, since))
        return replace(found, new_secrets=line.renewed)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the news. Not found counts as done."""
        line = self._line(account)
        try:
            line.ready()
        except Refused as refused:
            return line.signed(refused.sent)
        return line.signed(deleted(line, remote_id, line.twice(line.call("DELETE", f"/v4/{remote_id}"))))

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Replace the words of news."""
        line = self._line(account)
        try:
            changed = json.dumps({"summary": json.loads(prepared.body)["summary"]}, ensure_ascii=False).encode()
        except (ValueError, KeyError, TypeError):
            return Sent(Outcome.REFUSED, reason="invalid", raw="not what prepare made")

        def change() -> Call:
            call = line.call("PATCH", f"/v4/{remote_id}", {"updateMask": "summary"})
            return replace(call, body=changed, headers={**call.headers, **JSON})

        try:
            line.ready()
            reply = line.insist(change)
        except Refused as refused:
            return line.signed(refused.sent)
        return line.signed(Sent(Outcome.LIVE, remote_id, status=reply.status))

    def verify(self, account: Account) -> Health:
        """Ask for the newest news; tokens that are due are renewed."""
        line = self._line(account)
        try:
            line.ready()
            found = line.get(news(line), {"pageSize": "1"})
        except Refused as refused:
            return Health(False, refused.sent.reason, raw=refused.sent.raw, new_secrets=line.renewed)
        if not isinstance(found.get("localPosts", []), list):
            return Health(False, "odd_answer", raw="not a list of news", new_secrets=line.renewed)
        name = str(account.settings.get("name", account.handle))
        return Health(True, "", None, account.handle, name, text.LIMITS, line.renewed)


def _written(reply: Reply) -> tuple[str, str]:
    found = reply.json()
    return text_of(found.get("name")), str(found.get("searchUrl") or "")


def _rejected(sent: Sent, answer: Reply | CallFailed) -> Sent:
    """News Google rejects at once were accepted and are seen by nobody."""
    if sent.outcome is not Outcome.LIVE or not isinstance(answer, Reply) or not answer.good:
        return sent
    try:
        rejected = answer.json().get("state") == REJECTED
    except OddAnswer:
        return sent
    return replace(sent, outcome=Outcome.REFUSED, reason="invalid") if rejected else sent
