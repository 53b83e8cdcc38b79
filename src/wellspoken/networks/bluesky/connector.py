"""Bluesky's connector: one record, one key, one attempt, and a question afterwards."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Prepared, Problem, Segment
from wellspoken.networks.bluesky import text
from wellspoken.networks.bluesky.filming import film_problems
from wellspoken.networks.bluesky.publishing import judge_answer, look_up
from wellspoken.networks.bluesky.record import COLLECTION, request, rkey_of, tid
from wellspoken.networks.bluesky.signin import BlueskySignIn
from wellspoken.networks.bluesky.tokens import jwt_end
from wellspoken.networks.bluesky.uploading import upload
from wellspoken.networks.bluesky.xrpc import Line, Refused
from wellspoken.networks.budget import Budget
from wellspoken.networks.checks import common
from wellspoken.networks.http import CallFailed, OddAnswer, Reply
from wellspoken.networks.outcomes import Health, Outcome, Sent, Settled, UploadResult
from wellspoken.networks.thin import one_kind


class BlueskyConnector(BlueskySignIn):
    """Bluesky, and any other server of its kind."""

    code = "bluesky"
    name = "Bluesky"
    capabilities = frozenset(
        {"publish", "repeatable", "delete", "pictures", "alt_text", "languages", "oauth", "password", "own_server"}
    )
    API_VERSION = "com.atproto, app.bsky"
    RETIRES = None
    BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 8.0, 12.0, 5.0
    """Together no longer than the contract's ``PUBLISH_SECONDS``."""

    def limits(self, account: Account) -> Limits:
        """Return the network's limits; every server of this kind has the same."""
        return text.LIMITS

    def measure(self, text_: str, limits: Limits) -> Measure:
        """Count graphemes."""
        return text.measure(text_, limits)

    def segments(self, text_: str) -> list[Segment]:
        """Return what will be shown as link, mention or tag."""
        return text.segments(text_)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what the network would refuse."""
        found = common(outgoing, limits, self.measure)
        if outgoing.link and outgoing.pictures and outgoing.link not in outgoing.text:
            found.append(Problem("link_not_shown", {"link": outgoing.link}))
        found += one_kind(outgoing)
        found += film_problems(outgoing)
        return found

    def key_for(self, now: datetime) -> str:
        """Return a new record key."""
        return tid(now)

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the record; pictures and mentions are added by ``upload``."""
        return Prepared(key, request(account, outgoing, key, {}))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Upload pictures or a film with its captions and find out who is mentioned."""
        line = Line(account, self.clock)
        try:
            line.ready()
            done = upload(line, outgoing, prepared)
        except Refused as refused:
            return UploadResult(failure=refused.sent, new_secrets=line.renewed)
        return UploadResult(done, new_secrets=line.renewed)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Write the record, once."""
        line = Line(account, self.clock, budget=Budget(self.BEFORE_SECONDS))
        try:
            line.ready()
            line.learn_nonce()
        except Refused as refused:
            return _with(refused.sent, line)
        answer: Reply | CallFailed
        try:
            answer = line.once("com.atproto.repo.putRecord", prepared.body, self.VISIBLE_SECONDS)
        except CallFailed as error:
            answer = error
        line.budget = Budget(self.AFTER_SECONDS)
        return _with(judge_answer(line, prepared, answer), line)

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Ask for the record with our key. ``since`` is not needed: the key says it all."""
        return look_up(Line(account, self.clock), prepared)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the record. The server says the same when it is already gone."""
        try:
            rkey = rkey_of(remote_id)
        except ValueError as error:
            return Sent(Outcome.REFUSED, reason="invalid", raw=str(error))
        line = Line(account, self.clock)
        body = {"repo": account.remote_id, "collection": COLLECTION, "rkey": rkey}
        try:
            line.ready()
            reply = line.post("com.atproto.repo.deleteRecord", json.dumps(body).encode())
        except Refused as refused:
            return _with(refused.sent, line)
        return _with(Sent(Outcome.LIVE, remote_id, status=reply.status), line)

    def verify(self, account: Account) -> Health:
        """Ask who we are."""
        line = Line(account, self.clock)
        try:
            line.ready()
            found = line.get("com.atproto.server.getSession").json()
        except Refused as refused:
            sent = refused.sent
            return Health(False, sent.reason, new_secrets=line.renewed, raw=sent.raw)
        except OddAnswer as error:
            return Health(False, "odd_answer", new_secrets=line.renewed, raw=str(error))
        if found.get("did") != account.remote_id:
            return Health(False, "odd_answer", new_secrets=line.renewed, raw="another account")
        return Health(
            True,
            expires_at=jwt_end(line.account.secrets.get("refresh", "")),
            handle=str(found.get("handle", account.handle)),
            display_name=self._display_name(line),
            limits=text.LIMITS,
            new_secrets=line.renewed,
        )

    def _display_name(self, line: Line) -> str:
        params = {"repo": line.account.remote_id, "collection": "app.bsky.actor.profile"}
        try:
            reply = line.public("com.atproto.repo.getRecord", {**params, "rkey": "self"})
            value: Any = reply.json().get("value", {}) if reply.good else {}
        except (CallFailed, OddAnswer):
            return ""
        return str(value.get("displayName", "")) if isinstance(value, dict) else ""


def _with(sent: Sent, line: Line) -> Sent:
    if line.renewed is None:
        return sent
    return Sent(**{**sent.__dict__, "new_secrets": line.renewed})
