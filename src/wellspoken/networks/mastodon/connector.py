"""The connector for Mastodon-API servers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from wellspoken.networks.answers import visible_failure
from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import CallFailed, OddAnswer, Reply
from wellspoken.networks.mastodon import editing, text
from wellspoken.networks.mastodon.api import Api, Refused
from wellspoken.networks.mastodon.limits import kept, read_limits
from wellspoken.networks.mastodon.publishing import body, find, judge_answer, upload
from wellspoken.networks.mastodon.signin import MastodonSignIn
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled, UploadResult
from wellspoken.networks.thin import Thin, link_in_text, one_kind


class MastodonConnector(Thin, MastodonSignIn):
    """Mastodon and servers with its client API."""

    code = "mastodon"
    name = "Mastodon"
    capabilities = frozenset(
        {"publish", "delete", "edit", "edit_alt", "pictures", "alt_text", "languages", "oauth", "own_server"}
    )
    API_VERSION = "client API v1/v2"
    RETIRES = None

    TEXT = text
    BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 3.0, 15.0, 7.0
    """Together no longer than the contract's ``PUBLISH_SECONDS``."""

    def limits(self, account: Account) -> Limits:
        """Return the limits the account's own server named."""
        return kept(account)

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only servers of this kind refuse."""
        yield from (*link_in_text(outgoing), *one_kind(outgoing))
        if outgoing.video is not None and len(outgoing.video.alt) > limits.alt_length:
            yield Problem("film_alt_too_long", {"most": limits.alt_length})

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the status; pictures are added by ``upload``."""
        return Prepared(key, body(outgoing, []), editing.descriptions(outgoing))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Upload pictures or the film, wait until they are ready, note where the timeline ends."""
        try:
            return UploadResult(upload(Api(account, self.clock), outgoing, prepared))
        except Refused as refused:
            return UploadResult(failure=refused.sent)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Post the status, once."""
        api, since = Api(account, self.clock), self.clock()
        answer: Reply | CallFailed
        try:
            answer = api.post_once("/api/v1/statuses", prepared.body, prepared.key, self.VISIBLE_SECONDS)
        except CallFailed as error:
            answer = error
        return judge_answer(replace(api, budget=Budget(self.AFTER_SECONDS)), prepared, since, answer)

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Look through the account's own posts since the attempt."""
        try:
            return find(Api(account, self.clock), prepared, since)
        except Refused as refused:
            return Settled(Presence.UNSURE, raw=refused.sent.raw)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the status. Not found counts as done."""
        api = Api(account, self.clock)
        try:
            reply = api.delete(f"/api/v1/statuses/{quote(remote_id, safe='')}")
        except CallFailed as error:
            return visible_failure(error, account.secrets)
        if reply.good or reply.status in (404, 410):
            reason = "" if reply.good else "already_gone"
            return Sent(Outcome.LIVE, remote_id, reason=reason, status=reply.status)
        return api.judge(reply)

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Replace the words and the descriptions of the pictures, once."""
        api = Api(account, self.clock, Budget(self.BEFORE_SECONDS, attempts=2))
        return editing.edit(api, remote_id, prepared, editing.Times(self.VISIBLE_SECONDS, self.AFTER_SECONDS))

    def says(self, account: Account, remote_id: str, prepared: Prepared) -> Settled:
        """Look whether the post shows these words now."""
        return editing.says(Api(account, self.clock), remote_id, prepared)

    def verify(self, account: Account) -> Health:
        """Ask who we are and what the server accepts now."""
        try:
            found = Api(account, self.clock).ask("/api/v1/accounts/verify_credentials").json()
        except Refused as refused:
            return Health(False, refused.sent.reason, raw=refused.sent.raw)
        except OddAnswer as error:
            return Health(False, "odd_answer", raw=str(error))
        if str(found.get("id", "")) != account.remote_id:
            return Health(False, "odd_answer", raw="another account")
        name = str(found.get("display_name") or found.get("username") or "")
        limits = read_limits(account) or kept(account)
        return Health(True, handle=account.handle, display_name=name, limits=limits)
