"""The connector for LinkedIn: pages of organisations, and members.

Interface of September 2026 (202609), in service at least until September 2027.
Settling: class B for pages, by their newest posts; class C for members, whose
posts nobody but LinkedIn can read: a person looks (see ``publishing``).

Rights: ``w_organization_social`` to write, ``r_organization_social`` to ask whether
a post is out, ``rw_organization_admin`` to list the pages a person writes for
(LinkedIn has no narrower one for that); members: ``w_member_social`` and, to know
who signed in, ``openid`` and ``profile``.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Prepared, Problem, Segment
from wellspoken.networks.budget import Budget
from wellspoken.networks.checks import common
from wellspoken.networks.http import Call, CallFailed, Reply
from wellspoken.networks.judging import text_of
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.linkedin import film, text
from wellspoken.networks.linkedin.api import MANNER, RETIRES, VERSION, message_of
from wellspoken.networks.linkedin.publishing import NAMED, as_json, body, find, is_page, upload, web_url
from wellspoken.networks.linkedin.reading import LinkedInReading
from wellspoken.networks.linkedin.signin import CODE, LinkedInSignIn
from wellspoken.networks.oauth2 import moment
from wellspoken.networks.outcomes import Health, Outcome, Sent, Settled, UploadResult
from wellspoken.networks.visible import asked, deleted, judge_visible

BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 4.0, 14.0, 6.0
"""Together no longer than the contract's ``PUBLISH_SECONDS``."""
FILM_SECONDS = 3600.0
"""The longest that bringing a film may take."""


def _now() -> datetime:
    return datetime.now(UTC)


def _post(urn: str) -> str:
    return f"/rest/posts/{quote(urn, safe='')}"


class LinkedInConnector(LinkedInReading, LinkedInSignIn):
    """LinkedIn. ``clock`` tells the time, aware."""

    code = CODE
    name = "LinkedIn"
    capabilities = frozenset({"publish", "delete", "edit", "pictures", "alt_text", "oauth", "app", "metrics"})
    API_VERSION = VERSION
    RETIRES = RETIRES

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock

    def _line(self, account: Account) -> Line:
        return Line(account, self.clock, MANNER)

    def limits(self, account: Account) -> Limits:
        """Return the network's limits; they are the same for pages and members."""
        return text.LIMITS

    def measure(self, text_: str, limits: Limits) -> Measure:
        """Count UTF-16 units."""
        return text.measure(text_, limits)

    def segments(self, text_: str) -> list[Segment]:
        """Return what will be shown as link or tag."""
        return text.segments(text_)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what LinkedIn would refuse."""
        found = common(outgoing, limits, self.measure)
        if outgoing.link and outgoing.pictures and outgoing.link not in outgoing.text:
            found.append(Problem("link_not_shown", {"link": outgoing.link}))
        if outgoing.video is not None and outgoing.pictures:
            found.append(Problem("video_and_pictures"))
        return found

    def key_for(self, now: datetime) -> str:
        """Return a new name for this delivery; LinkedIn never sees it."""
        return str(uuid.uuid4())

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the post; pictures are added by ``upload``."""
        return Prepared(key, body(account.remote_id, outgoing, []))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Upload pictures and wait until they can be shown."""
        line = self._line(account)
        if self.measure(outgoing.text, text.LIMITS).over:  # a member's post cannot be asked about: refuse it unsent
            return UploadResult(failure=Sent(Outcome.REFUSED, reason="too_long"))
        try:
            line.ready()
            if outgoing.video is not None:
                line.budget = Budget(FILM_SECONDS, attempts=2)
                done = film.upload(line, outgoing, outgoing.video, prepared)
            else:
                done = upload(line, outgoing, prepared)
        except Refused as refused:
            return UploadResult(failure=refused.sent, new_secrets=line.renewed)
        return UploadResult(done, new_secrets=line.renewed)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Make the post, once."""
        line, since = self._line(account), self.clock()
        line.budget = Budget(BEFORE_SECONDS)
        try:
            line.ready()
            early = film.not_yet(line, prepared)
        except Refused as refused:
            early = refused.sent
        if early is not None:
            return line.signed(early)
        call = line.call("POST", "/rest/posts")
        call = replace(call, body=prepared.body, headers={**call.headers, "Content-Type": "application/json"})
        answer = line.once(call, VISIBLE_SECONDS)
        line.budget = Budget(AFTER_SECONDS)
        look = (lambda: find(line, prepared, since)) if is_page(account.remote_id) else None
        return line.signed(_same_words(judge_visible(line, answer, _written, look), answer))

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Look through a page's newest posts; a member's cannot be read."""
        line = self._line(account)
        found = asked(lambda: find(line, prepared, since))
        return replace(found, new_secrets=line.renewed)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the post. Not found counts as done."""
        line = self._line(account)
        try:
            line.ready()
        except Refused as refused:
            return line.signed(refused.sent)
        call = line.call("DELETE", _post(remote_id))
        call = replace(call, headers={**call.headers, "X-RestLi-Method": "DELETE"})
        return line.signed(deleted(line, remote_id, line.twice(call)))

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Replace the words of a post."""
        line = self._line(account)
        try:
            changed = {"patch": {"$set": {"commentary": json.loads(prepared.body)["commentary"]}}}
        except (ValueError, KeyError, TypeError):
            return Sent(Outcome.REFUSED, reason="invalid", raw="not what prepare made")

        def change() -> Call:
            call = as_json(line.call("POST", _post(remote_id)), changed)
            return replace(call, headers={**call.headers, "X-RestLi-Method": "PARTIAL_UPDATE"})

        try:
            line.ready()
            reply = line.insist(change)
        except Refused as refused:
            return line.signed(refused.sent)
        return line.signed(Sent(Outcome.LIVE, remote_id, web_url(remote_id), status=reply.status))

    def verify(self, account: Account) -> Health:
        """Ask who we are; a token that is due is renewed."""
        line, urn = self._line(account), account.remote_id
        number = urn.rpartition(":")[2]
        try:
            line.ready()
            found = line.get(f"/rest/organizations/{quote(number, safe='')}" if is_page(urn) else "/v2/userinfo")
        except Refused as refused:
            return Health(False, refused.sent.reason, raw=refused.sent.raw, new_secrets=line.renewed)
        if str(found.get("id" if is_page(urn) else "sub", "")) != number:
            return Health(False, "odd_answer", raw="another account", new_secrets=line.renewed)
        kept = line.account.secrets
        end = moment(kept, "refresh_expires_at" if kept.get("refresh") else "expires_at")
        until = datetime.fromtimestamp(end, UTC) if end else None
        name = str(found.get("localizedName") or found.get("name") or "")
        return Health(True, "", until, account.handle, name, text.LIMITS, line.renewed)


def _written(reply: Reply) -> tuple[str, str]:
    urn = text_of(reply.headers.get("x-restli-id"))
    return urn, web_url(urn)


def _same_words(sent: Sent, answer: Reply | CallFailed) -> Sent:
    """Name the post that has the same words already, when LinkedIn names it: evidence for whoever decides."""
    if sent.outcome not in (Outcome.REFUSED, Outcome.UNKNOWN) or not isinstance(answer, Reply):
        return sent
    named = NAMED.search(message_of(answer))
    return replace(sent, reason="conflict", remote_id=named[1], url=web_url(named[1])) if named else sent
