"""Calls to an account's own server, with its tokens kept fresh."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlencode

from wellspoken.networks.answers import invisible_answer, invisible_failure, raw
from wellspoken.networks.base import Account, Secrets
from wellspoken.networks.bluesky.dpop import NONCE_ERROR, proof
from wellspoken.networks.bluesky.tokens import due, error_of, renew
from wellspoken.networks.budget import Budget, patient
from wellspoken.networks.http import Call, CallFailed, Reply, send, send_again
from wellspoken.networks.outcomes import Outcome, Sent

FILM_SECONDS = 240.0
"""Films are large, and nothing is visible yet."""
SIGN_IN_ERRORS = {"ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired", "invalid_token"}
"""A bad token is answered with 400 by servers of this kind, and with 401 for OAuth."""
SHUT_OUT = {"AccountTakedown", "AccountDeactivated", "AccountSuspended", "InsufficientScope"}


class Refused(Exception):
    """The step could not be done; ``sent`` says why. Nothing is visible."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent.reason)
        self.sent = sent


@dataclass
class Line:
    """A line to one account's server for the length of one connector call.

    ``renewed`` is set when the tokens were replaced on the way.
    """

    account: Account
    clock: Callable[[], datetime]
    renewed: Secrets | None = None
    nonce: str = ""
    budget: Budget = field(default_factory=patient)

    @property
    def oauth(self) -> bool:
        """Whether the tokens are bound to a key."""
        return self.account.secrets.get("kind") == "oauth"

    def _headers(self, method: str, url: str) -> dict[str, str]:
        token = self.account.secrets.get("access", "")
        if not self.oauth:
            return {"Authorization": f"Bearer {token}"}
        key = self.account.secrets["key"]
        shown = proof(key, method, url, self.clock(), nonce=self.nonce, token=token)
        return {"Authorization": f"DPoP {token}", "DPoP": shown}

    def call(self, name: str, body: bytes | BinaryIO, kind: str = "application/json") -> Call:
        """Return the signed request for a procedure."""
        url = f"{self.account.server}/xrpc/{name}"
        headers = {**self._headers("POST", url), "Content-Type": kind}
        home, allow = self.account.server, self.account.allow_private
        return Call("POST", url, headers, body, home=home, allow_private=allow)

    def once(self, name: str, body: bytes, seconds: float) -> Reply:
        """Make a visible call: one attempt. Raises CallFailed."""
        return send(replace(self.call(name, body), seconds=seconds))

    def public(self, name: str, params: Mapping[str, str]) -> Reply:
        """Ask what anybody may ask, without tokens. Raises CallFailed."""
        url = f"{self.account.server}/xrpc/{name}?{urlencode(params)}"
        call = Call("GET", url, allow_private=self.account.allow_private)
        return send_again(replace(call, seconds=self.budget.left(8.0)), self.budget.attempts)

    def ready(self) -> None:
        """Renew the tokens when they are due. Raises Refused."""
        if due(self.account.secrets, self.clock()):
            self.renew()

    def renew(self) -> None:
        """Renew the tokens now. Raises Refused."""
        renewal = renew(self.account, self.clock(), self.budget)
        if renewal.failure:
            raise Refused(renewal.failure)
        self.renewed = renewal.secrets
        self.account = self.account.with_secrets(renewal.secrets)

    def learn_nonce(self) -> None:
        """Ask something harmless so that the next call knows the server's nonce.

        Only key-bound tokens need it: without it the server refuses the first call.
        """
        if self.oauth:
            self.get("com.atproto.server.getSession")

    def get(self, name: str) -> Reply:
        """Ask a question that needs the tokens. Raises Refused unless it succeeds."""
        url = f"{self.account.server}/xrpc/{name}"
        home, allow = self.account.server, self.account.allow_private
        return self._insist(lambda: Call("GET", url, self._headers("GET", url), home=home, allow_private=allow))

    def post(self, name: str, body: bytes, kind: str = "application/json") -> Reply:
        """Make an invisible or repeatable call. Raises Refused unless it succeeds."""
        return self._insist(lambda: self.call(name, body, kind))

    def post_file(self, name: str, path: Path, kind: str) -> Reply:
        """Send a file, read as it goes; otherwise as ``post``."""
        try:
            with path.open("rb") as file:
                return self._insist(lambda: self.call(name, file, kind), FILM_SECONDS)
        except OSError as error:
            raise Refused(Sent(Outcome.NOT_SENT, reason="odd_answer", raw=type(error).__name__)) from error

    def _insist(self, call: Callable[[], Call], seconds: float | None = None) -> Reply:
        for last in (False, False, True):
            try:
                made = replace(call(), seconds=seconds or self.budget.left())
                reply = send_again(made, self.budget.attempts)
            except CallFailed as error:
                raise Refused(invisible_failure(error, self.account.secrets)) from error
            self.nonce = reply.headers.get("dpop-nonce", self.nonce)
            if reply.good:
                return reply
            if last or not self._mend(reply):
                break
        raise Refused(self.judge(reply))

    def _mend(self, reply: Reply) -> bool:
        if wants_nonce(reply):
            return True
        if sign_in_trouble(reply) and self.renewed is None:
            self.renew()
            return True
        return False

    def judge(self, reply: Reply) -> Sent:
        """Say what an answer other than success means for an invisible step."""
        if sign_in_trouble(reply) or error_of(reply) in SHUT_OUT:
            return broken(reply, self.account)
        return invisible_answer(reply, self.account.secrets, self.clock())


def wants_nonce(reply: Reply) -> bool:
    """Whether the server only wants the request signed again with its nonce."""
    challenge = reply.headers.get("www-authenticate", "")
    named = NONCE_ERROR in challenge or error_of(reply) == NONCE_ERROR
    return reply.status in (400, 401) and named


def sign_in_trouble(reply: Reply) -> bool:
    """Whether the server refused the token before doing anything."""
    return reply.status == 401 or (reply.status in (400, 403) and error_of(reply) in SIGN_IN_ERRORS)


def broken(reply: Reply, account: Account) -> Sent:
    """Say that a person has to reconnect the account."""
    reason = "not_allowed" if error_of(reply) in SHUT_OUT else "sign_in_expired"
    said = raw(reply, account.secrets)
    return Sent(Outcome.BROKEN, reason=reason, status=reply.status, raw=said)


def message_of(reply: Reply) -> Any:
    """Return the server's own words about an error, for finding known ones."""
    return reply.json().get("message", "") if error_of(reply) else ""
