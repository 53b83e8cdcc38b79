"""Tokens of a Bluesky account: what is kept, when it is due, how it is renewed.

Two kinds. ``password``: an app password was exchanged for a session (the app
password itself is not kept). ``oauth``: tokens bound to a key of ours. Renewing
replaces both tokens; the old refresh token then dies, at once or after a grace.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import jwt

from wellspoken.networks.answers import invisible_answer, invisible_failure, raw
from wellspoken.networks.base import Account, Secrets
from wellspoken.networks.bluesky.dpop import NONCE_ERROR, proof
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply, send, send_again
from wellspoken.networks.outcomes import Outcome, Sent

MARGIN = timedelta(minutes=3)
_DEAD = {"ExpiredToken", "InvalidToken", "AccountTakedown", "AccountDeactivated", "invalid_grant"}


@dataclass(frozen=True)
class Renewal:
    """Either new ``secrets`` or the ``failure``, which shows nothing to anybody."""

    secrets: Secrets | None = None
    failure: Sent | None = None


def error_of(reply: Reply) -> str:
    """Return the error name of an XRPC or OAuth answer, or "" if it has none."""
    try:
        value = reply.json().get("error", "")
    except OddAnswer:
        return ""
    return value if isinstance(value, str) else ""


def jwt_end(token: str) -> datetime | None:
    """Return when a token ends, if it says so. Reads, does not verify."""
    try:
        claims = jwt.decode(token, options={"verify_signature": False, "verify_exp": False})
        return datetime.fromtimestamp(float(claims["exp"]), UTC)
    except (jwt.PyJWTError, KeyError, ValueError, TypeError):
        return None


def ends_at(secrets: Secrets) -> datetime | None:
    """Return when the access token ends, if that is known."""
    if secrets.get("kind") == "oauth":
        return datetime.fromtimestamp(float(secrets.get("expires_at", "0")), UTC)
    return jwt_end(secrets.get("access", ""))


def due(secrets: Secrets, now: datetime) -> bool:
    """Whether the access token has ended or ends within three minutes."""
    end = ends_at(secrets)
    return end is not None and end - MARGIN <= now


def token_request(call: Call, key: str, now: datetime, budget: Budget) -> Reply:
    """Make an OAuth call with proof of possession, learning the server's nonce once.

    Shows nothing to anybody. Raises CallFailed.
    """
    nonce = ""
    for _ in range(2):
        headers = {"DPoP": proof(key, "POST", call.url, now, nonce=nonce)}
        reply = send(replace(call, headers=headers, seconds=budget.left()))
        nonce = reply.headers.get("dpop-nonce", "")
        if error_of(reply) != NONCE_ERROR or not nonce:
            break
    return reply


def oauth_secrets(reply: Reply, before: Secrets, now: datetime) -> dict[str, str]:
    """Return ``before`` with the tokens of a token answer. Raises OddAnswer."""
    value = reply.json()
    try:
        ends = now + timedelta(seconds=float(value.get("expires_in", 300)))
        if str(value["token_type"]).lower() != "dpop":
            raise OddAnswer("token is not bound to a key")
        fresh = {"access": str(value["access_token"]), "refresh": str(value["refresh_token"])}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise OddAnswer(f"token answer: {type(error).__name__}") from error
    return {**before, **fresh, "kind": "oauth", "expires_at": str(ends.timestamp())}


def _renew_oauth(account: Account, now: datetime, budget: Budget) -> Reply:
    kept = account.secrets
    data = {
        "grant_type": "refresh_token",
        "refresh_token": kept["refresh"],
        "client_id": kept["client_id"],
    }
    call = Call("POST", kept["token_endpoint"], data=data, allow_private=account.allow_private)
    return token_request(call, kept["key"], now, budget)


def _renew_session(account: Account, budget: Budget) -> Reply:
    url = f"{account.server}/xrpc/com.atproto.server.refreshSession"
    headers = {"Authorization": f"Bearer {account.secrets['refresh']}"}
    call = Call("POST", url, headers, home=account.server, allow_private=account.allow_private)
    return send_again(replace(call, seconds=budget.left()), budget.attempts)


def session_secrets(reply: Reply) -> dict[str, str]:
    """Return the tokens of a session answer. Raises OddAnswer."""
    value = reply.json()
    access, refresh = value.get("accessJwt"), value.get("refreshJwt")
    if not isinstance(access, str) or not isinstance(refresh, str):
        raise OddAnswer("session answer without tokens")
    return {"kind": "password", "access": access, "refresh": refresh}


def _refused(reply: Reply, account: Account, now: datetime) -> Sent:
    if error_of(reply) in _DEAD or reply.status == 401:
        said = raw(reply, account.secrets)
        return Sent(Outcome.BROKEN, reason="sign_in_expired", status=reply.status, raw=said)
    answer = invisible_answer(reply, account.secrets, now)
    unclear = answer.outcome is Outcome.REFUSED
    return Sent(Outcome.BROKEN, "", "", "sign_in_expired", None, reply.status, answer.raw) if unclear else answer


def renew(account: Account, now: datetime, budget: Budget) -> Renewal:
    """Exchange the refresh token for new tokens. Never raises; shows nothing to anybody."""
    try:
        oauth = account.secrets.get("kind") == "oauth"
        reply = _renew_oauth(account, now, budget) if oauth else _renew_session(account, budget)
        if not reply.good:
            return Renewal(failure=_refused(reply, account, now))
        if oauth:
            return Renewal(oauth_secrets(reply, account.secrets, now))
        return Renewal(session_secrets(reply))
    except KeyError as missing:
        detail = f"the account lacks {missing}"
        return Renewal(failure=Sent(Outcome.BROKEN, reason="sign_in_expired", raw=detail))
    except CallFailed as error:
        return Renewal(failure=invisible_failure(error, account.secrets))
    except OddAnswer as error:
        return Renewal(failure=Sent(Outcome.NOT_SENT, reason="odd_answer", raw=str(error)))
