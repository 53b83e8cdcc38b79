"""Calls to an account's own server, and what its refusals mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode

from wellspoken.networks.answers import invisible_answer, invisible_failure, raw
from wellspoken.networks.base import Account, Picture, Video
from wellspoken.networks.budget import Budget, patient
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply, send, send_again
from wellspoken.networks.outcomes import Outcome, Sent

FILM_SECONDS = 240.0
"""Films are large, and nothing is visible yet."""


class Refused(Exception):
    """An invisible step could not be done; ``sent`` says why."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent.reason)
        self.sent = sent


@dataclass(frozen=True)
class Api:
    """A line to one account's server."""

    account: Account
    clock: Callable[[], datetime]

    budget: Budget = field(default_factory=patient)

    def _call(self, method: str, path: str, seconds: float = 20.0) -> Call:
        account = self.account
        headers = {"Authorization": f"Bearer {account.secrets.get('access', '')}"}
        home, allow = account.server, account.allow_private
        return Call(method, home + path, headers, home=home, allow_private=allow, seconds=seconds)

    def get(self, path: str, params: dict[str, str]) -> Reply:
        """Ask a question. Raises CallFailed."""
        call = self._call("GET", f"{path}?{urlencode(params)}" if params else path, self.budget.left(8.0))
        return send_again(call, self.budget.attempts)

    def post_once(self, path: str, body: bytes, key: str, seconds: float) -> Reply:
        """Make the visible call: one attempt. Raises CallFailed."""
        call = self._call("POST", path, seconds)
        headers = {**call.headers, "Content-Type": "application/json", "Idempotency-Key": key}
        return send(replace(call, headers=headers, body=body))

    def once(self, method: str, path: str, body: bytes, seconds: float) -> Reply:
        """Make a visible call without a key: one attempt. Raises CallFailed."""
        call = self._call(method, path, seconds)
        return send(replace(call, headers={**call.headers, "Content-Type": "application/json"}, body=body))

    def upload(self, picture: Picture) -> Reply:
        """Upload a picture that no post shows yet. Raises Refused unless it succeeds."""
        files = {"file": (picture.name, picture.load(), picture.mime)}
        data = {"description": picture.alt} if picture.alt else None
        return self.insist(replace(self._call("POST", "/api/v2/media", 60.0), files=files, data=data))

    def upload_film(self, video: Video) -> Reply:
        """Upload a film, read from the disk as it goes. Raises Refused unless it succeeds, or is being made ready."""
        data = {"description": video.alt} if video.alt else None
        try:
            with video.path.open("rb") as file:
                files = {"file": ("film.mp4", file, video.mime)}
                return self.insist(replace(self._call("POST", "/api/v2/media", FILM_SECONDS), files=files, data=data))
        except OSError as error:
            raise Refused(Sent(Outcome.NOT_SENT, reason="odd_answer", raw=type(error).__name__)) from error

    def ask(self, path: str, params: dict[str, str] | None = None) -> Reply:
        """Ask a question. Raises Refused unless it succeeds."""
        query = f"?{urlencode(params)}" if params else ""
        return self.insist(self._call("GET", path + query))

    def delete(self, path: str) -> Reply:
        """Delete something; may be repeated. Raises CallFailed."""
        return send_again(self._call("DELETE", path), 2)

    def insist(self, call: Call) -> Reply:
        """Make an invisible call. Raises Refused unless it succeeds."""
        try:
            reply = send_again(call, 2)
        except CallFailed as error:
            raise Refused(invisible_failure(error, self.account.secrets)) from error
        if reply.good:
            return reply
        raise Refused(self.judge(reply))

    def judge(self, reply: Reply) -> Sent:
        """Say what a refusal of an invisible step means."""
        if token_refused(reply):
            return broken(reply, self.account)
        return invisible_answer(reply, self.account.secrets, self.clock())


def error_of(reply: Reply) -> str:
    """Return the server's words about an error, or "" if it gave none of its own."""
    try:
        value = reply.json().get("error", "")
    except OddAnswer:
        return ""
    return value if isinstance(value, str) else ""


def token_refused(reply: Reply) -> bool:
    """Whether the server does not accept the token, or not for this.

    One kind of server answers 400 for a bad token, so the words count too.
    """
    words = error_of(reply).lower()
    named = "token" in words or "not authenticated" in words
    return reply.status == 401 or (reply.status == 403 and bool(words)) or (reply.status == 400 and named)


def broken(reply: Reply, account: Account) -> Sent:
    """Say that a person has to reconnect the account."""
    reason = "not_allowed" if reply.status == 403 else "sign_in_expired"
    return Sent(Outcome.BROKEN, reason=reason, status=reply.status, raw=raw(reply, account.secrets))
