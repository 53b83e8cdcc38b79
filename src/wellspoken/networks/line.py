"""A line to one account's server, the same for every network with a bearer token.

What differs between networks is a ``Manner``: the headers every call carries,
how refusals are read, how tokens are renewed. Whatever a server says that the
manner cannot read as the network's own words proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from wellspoken.networks.answers import invisible_failure, raw, redact, wait_of
from wellspoken.networks.base import Account, Secrets
from wellspoken.networks.budget import Budget, patient
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply, send, send_again
from wellspoken.networks.outcomes import Outcome, Sent


class Refused(Exception):
    """An invisible step could not be done; ``sent`` says why."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent.reason)
        self.sent = sent


@dataclass(frozen=True)
class Verdict:
    """A refusal in the network's own words.

    ``kind`` is ``rate_limited``, ``sign_in``, ``not_allowed``, ``busy``, ``gone`` or
    ``invalid``; ``wait`` is in seconds.
    """

    kind: str
    wait: float | None = None


@dataclass(frozen=True)
class Renewal:
    """Either new ``secrets`` or the ``failure``, which shows nothing to anybody."""

    secrets: Secrets | None = field(default=None, repr=False)
    failure: Sent | None = None


def _no_words(reply: Reply) -> Verdict | None:
    return None


def _nothing(account: Account) -> Mapping[str, str]:
    return {}


def never_due(secrets: Secrets, now: datetime) -> bool:
    """For tokens that are not renewed."""
    return False


@dataclass(frozen=True)
class Manner:
    """What one network does in its own way.

    ``reads`` understands a refusal, or returns None when it is not the
    network's own; ``params`` go into every query; ``renew`` is None where
    tokens cannot be renewed; ``due`` says whether they should be now.
    """

    reads: Callable[[Reply], Verdict | None] = _no_words
    headers: Mapping[str, str] = field(default_factory=dict)
    params: Callable[[Account], Mapping[str, str]] = _nothing
    renew: Callable[[Account, datetime, Budget], Renewal] | None = None
    due: Callable[[Secrets, datetime], bool] = never_due


@dataclass
class Line:
    """A line to one account's server for the length of one connector call.

    ``renewed`` is set when the tokens were replaced on the way.
    """

    account: Account
    clock: Callable[[], datetime]
    manner: Manner
    budget: Budget = field(default_factory=patient)
    renewed: Secrets | None = None

    def call(self, method: str, path: str, params: Mapping[str, str] | None = None) -> Call:
        """Return the signed request. ``path`` begins with a slash, or is an address of the same server."""
        account = self.account
        query = urlencode({**(params or {}), **self.manner.params(account)})
        url = path if "://" in path else account.server + path
        url += ("&" if "?" in url else "?") + query if query else ""
        headers = {**self.manner.headers, "Authorization": f"Bearer {account.secrets.get('access', '')}"}
        return Call(method, url, headers, home=account.server, allow_private=account.allow_private)

    def form(self, path: str, fields: Mapping[str, str]) -> Call:
        """Return the signed request that sends a form."""
        return replace(self.call("POST", path), data=fields)

    def once(self, call: Call, seconds: float) -> Reply | CallFailed:
        """Make the visible call: one attempt, never raises."""
        try:
            return send(replace(call, seconds=seconds))
        except CallFailed as error:
            return error

    def twice(self, call: Call) -> Reply | CallFailed:
        """Make a call that may be repeated, such as taking a post down; never raises."""
        try:
            return send_again(call, 2)
        except CallFailed as error:
            return error

    def get(self, path: str, params: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Ask a question that wants an object. Raises Refused, also for an odd answer."""
        reply = self.insist(lambda: self.call("GET", path, params))
        return self.object(reply)

    def object(self, reply: Reply) -> dict[str, Any]:
        """Return the JSON object of an answer. Raises Refused."""
        try:
            return reply.json()
        except OddAnswer as error:
            raise self.odd(str(error)) from error

    def odd(self, what: str) -> Refused:
        """Return the exception for an answer that is not what it should be."""
        return Refused(Sent(Outcome.NOT_SENT, reason="odd_answer", raw=redact(what, self.account.secrets)))

    def insist(self, call: Callable[[], Call], attempts: int | None = None) -> Reply:
        """Make an invisible call. Raises Refused unless it succeeds.

        Tokens are renewed once when the server does not take them. ``attempts``
        is 1 for what would leave litter when it is done twice.
        """
        most = attempts or self.budget.attempts
        reply = self._try(call(), most)
        if not reply.good and self._mend(reply):
            reply = self._try(call(), most)
        if reply.good:
            return reply
        raise Refused(self.judge(reply))

    def _try(self, call: Call, attempts: int) -> Reply:
        try:
            seconds = self.budget.left(call.seconds)
            return send_again(replace(call, seconds=seconds), attempts)
        except CallFailed as error:
            raise Refused(invisible_failure(error, self.account.secrets)) from error

    def _mend(self, reply: Reply) -> bool:
        if self.manner.renew is None or self.renewed is not None or not self.sign_in_trouble(reply):
            return False
        self.renew()
        return True

    def sign_in_trouble(self, reply: Reply) -> bool:
        """Whether the server does not accept the token."""
        verdict = self.manner.reads(reply)
        return verdict is not None and verdict.kind == "sign_in"

    def ready(self) -> None:
        """Renew the tokens when they are due. Raises Refused."""
        if self.manner.renew is not None and self.manner.due(self.account.secrets, self.clock()):
            self.renew()

    def renew(self) -> None:
        """Renew the tokens now. Raises Refused."""
        if self.manner.renew is None:
            raise Refused(Sent(Outcome.BROKEN, reason="sign_in_expired"))
        renewal = self.manner.renew(self.account, self.clock(), self.budget)
        if renewal.failure:
            raise Refused(renewal.failure)
        self.renewed = renewal.secrets
        self.account = self.account.with_secrets(renewal.secrets)

    def judge(self, reply: Reply) -> Sent:
        """Say what a refusal of an invisible step means. Nothing is visible either way."""
        said, status = raw(reply, self.account.secrets), reply.status
        verdict = self.manner.reads(reply)
        kind = "rate_limited" if status == 429 else verdict.kind if verdict else ""
        if kind == "rate_limited":
            return self.wait(reply, verdict)
        if kind in BROKEN:
            return Sent(Outcome.BROKEN, reason=BROKEN[kind], status=status, raw=said)
        if kind == "busy" and status < 500:
            wait = verdict.wait if verdict else None
            return Sent(Outcome.NOT_SENT, "", "", "busy", wait, status, said)
        if kind and 400 <= status < 500:
            return Sent(Outcome.REFUSED, reason="invalid", status=status, raw=said)
        return Sent(Outcome.NOT_SENT, reason=odd_reason(status), status=status, raw=said)

    def wait(self, reply: Reply, verdict: Verdict | None) -> Sent:
        """Say that the server wants fewer calls, and for how long if it says so."""
        named = verdict.wait if verdict else None
        wait = named if named is not None else wait_of(reply, self.clock())
        said = raw(reply, self.account.secrets)
        return Sent(Outcome.NOT_SENT, "", "", "rate_limited", wait, reply.status, said)

    def signed(self, sent: Sent) -> Sent:
        """Return ``sent`` with the tokens that were renewed on the way."""
        return sent if self.renewed is None else replace(sent, new_secrets=self.renewed)


BROKEN = {"sign_in": "sign_in_expired", "not_allowed": "not_allowed"}


def odd_reason(status: int) -> str:
    """Return the code for an answer that is neither success nor a refusal in the network's words."""
    return {3: "redirected", 5: "server_error"}.get(status // 100, "odd_answer")
