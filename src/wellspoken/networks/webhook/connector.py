"""The connector for a receiver of the organisation's own: one signed message per post.

Settling: the receiver's own idempotency (``webhook-id``). A receiver that
answers the signed GET can be asked what became of a delivery; one that does not
leaves an unknown outcome to a person. The message format is version 1 and has
no day of retirement. Limits are ours, not a network's.
"""

from __future__ import annotations

import hashlib
import json
import secrets as random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.budget import Budget, patient
from wellspoken.networks.http import CallFailed, Reply, send, send_again
from wellspoken.networks.judging import Rules, judge, judge_delete, shut_out
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled, UploadResult
from wellspoken.networks.spans import graphemes
from wellspoken.networks.thin import Thin
from wellspoken.networks.webhook import messages, text
from wellspoken.networks.webhook.asking import ask, error_of, look, written
from wellspoken.networks.webhook.signin import WebhookSignIn


class WebhookConnector(Thin, WebhookSignIn):
    """Sends posts to one address."""

    code = "webhook"
    name = "Webhook"
    capabilities = frozenset({"publish", "delete", "edit", "pictures", "alt_text", "languages", "title", "token"})
    API_VERSION = "1"
    RETIRES = None

    TEXT = text
    VISIBLE_SECONDS, AFTER_SECONDS = 17.0, 7.0
    """Together no longer than the contract's ``PUBLISH_SECONDS``."""

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only a message refuses."""
        length = graphemes(outgoing.title)
        if limits.max_title is not None and length > limits.max_title:
            yield Problem("title_too_long", {"count": length, "most": limits.max_title})

    def key_for(self, now: datetime) -> str:
        """Return a new delivery id."""
        return f"msg_{now.astimezone(UTC):%Y%m%dT%H%M%S}_{random.token_hex(8)}"

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the message; pictures get their names in ``upload``."""
        return Prepared(key, messages.post(outgoing, key, []))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Hand the pictures over; the receiver names them and shows nothing yet."""
        handles = dict(prepared.handles)
        for number, picture in enumerate(outgoing.pictures):
            if f"picture:{number}" in handles:
                continue
            key, body = messages.picture(picture, self.clock())
            answer = ask(account, self.clock(), key, body)
            if isinstance(answer, Sent):
                return UploadResult(failure=answer)
            handles[f"picture:{number}"] = answer or key
        names = [handles[f"picture:{number}"] for number in range(len(outgoing.pictures))]
        return UploadResult(Prepared(prepared.key, messages.post(outgoing, prepared.key, names), handles))

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Send the message, once."""
        answer: Reply | CallFailed
        try:
            call = messages.call(account, prepared.key, self.clock(), prepared.body)
            answer = send(replace(call, seconds=self.VISIBLE_SECONDS))
        except CallFailed as error:
            answer = error
        budget = Budget(self.AFTER_SECONDS)
        rules = Rules(
            account.secrets,
            lambda reply: written(reply, prepared.key),
            lambda reply: shut_out(reply, account.secrets) if reply.status in (401, 403, 410) else None,
            lambda reply: bool(error_of(reply)),
            lambda: look(account, self.clock(), prepared.key, budget),
        )
        return judge(rules, answer, self.clock())

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Ask the receiver about the delivery; most know only that they would not do it twice."""
        return look(account, self.clock(), prepared.key, patient()) if prepared.body else Settled(Presence.UNSURE)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Ask the receiver to take the post down. Not found counts as done."""
        answer = self._told(account, "post.delete", {"id": remote_id})
        return judge_delete(answer, remote_id, account.secrets, self.clock())

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Send the post's new words. The pictures stay as they are."""
        try:
            words = {name: json.loads(prepared.body)["data"][name] for name in ("text", "title", "lang", "link")}
        except (ValueError, KeyError, TypeError) as error:
            return Sent(Outcome.REFUSED, reason="invalid", raw=repr(error))
        answer = self._told(account, "post.edit", {"id": remote_id, **words}, prepared.key)
        gone = isinstance(answer, Reply) and answer.status in (404, 410)
        sent = judge_delete(answer, remote_id, account.secrets, self.clock())
        return replace(sent, outcome=Outcome.REFUSED, reason="not_found") if gone else sent

    def says(self, account: Account, remote_id: str, prepared: Prepared) -> Settled:
        """Receivers are not asked what a post says."""
        return Settled(Presence.UNSURE, raw="receivers are not asked for words")

    def _told(self, account: Account, kind: str, data: dict[str, Any], revision: str = "") -> Reply | CallFailed:
        """Tell the receiver something. The words of a ``revision`` are told once, and again only under the same key."""
        said = json.dumps([kind, revision, data], sort_keys=True).encode()
        key = f"{kind.partition('.')[2]}_{hashlib.sha256(said).hexdigest()[:40]}"
        body = messages.message(kind, self.clock(), {"delivery": key, **data})
        try:
            return send_again(messages.call(account, key, self.clock(), body), 1 if revision else 2)
        except CallFailed as error:
            return error

    def verify(self, account: Account) -> Health:
        """Send a ping. Any receiver must answer it with success and do nothing else."""
        body = messages.message("ping", self.clock(), {"delivery": "ping"})
        found = ask(account, self.clock(), f"ping_{random.token_hex(8)}", body)
        if isinstance(found, Sent):
            return Health(False, found.reason, raw=found.raw)
        return Health(True, handle=account.handle, display_name=account.handle, limits=text.LIMITS)
