"""Letting an account go: the server is asked to forget its tokens."""

from __future__ import annotations

from datetime import datetime

from wellspoken.networks.answers import invisible_failure
from wellspoken.networks.base import Account
from wellspoken.networks.bluesky.tokens import error_of, token_request
from wellspoken.networks.budget import patient
from wellspoken.networks.http import Call, CallFailed, Reply, send
from wellspoken.networks.outcomes import Outcome, Sent

_ALREADY = ("ExpiredToken", "InvalidToken")


def _revoke(account: Account, now: datetime) -> Reply:
    """Revoke key-bound tokens. Without proof of the key the server says yes and does nothing."""
    kept = account.secrets
    data = {"token": kept["refresh"], "client_id": kept["client_id"]}
    call = Call("POST", kept["revocation_endpoint"], data=data, allow_private=account.allow_private)
    return token_request(call, kept["key"], now, patient())


def _end_session(account: Account) -> Reply:
    url = f"{account.server}/xrpc/com.atproto.server.deleteSession"
    headers = {"Authorization": f"Bearer {account.secrets['refresh']}"}
    return send(Call("POST", url, headers, home=account.server, allow_private=account.allow_private))


def disconnect(account: Account, now: datetime) -> Sent:
    """End the account's tokens on its server. Never raises; may be repeated."""
    try:
        oauth = account.secrets.get("kind") == "oauth"
        reply = _revoke(account, now) if oauth else _end_session(account)
    except CallFailed as error:
        return invisible_failure(error, account.secrets)
    except KeyError:
        return Sent(Outcome.LIVE, reason="already_gone")
    done = reply.good or error_of(reply) in _ALREADY
    reason = "" if reply.good else "already_gone" if done else "server_error"
    return Sent(Outcome.LIVE if done else Outcome.NOT_SENT, reason=reason, status=reply.status)
