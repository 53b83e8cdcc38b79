"""The one guarded HTTP client: every request of every connector goes through here.

One attempt, one deadline for everything (names, connecting, sending, the whole
answer), a largest answer, no redirects, no proxies or cookies or credentials
from the environment, and only addresses the installation permits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from urllib.parse import urljoin

import httpcore2
import httpx2
import stamina

from wellspoken.networks.addresses import AddressRefused, check_url, origin
from wellspoken.networks.wire import Deadline, GuardedTransport

TOTAL_SECONDS = 20.0
MAX_ANSWER = 2_000_000
AGENT = "Wellspoken"
_NETWORK_ERRORS = (
    httpcore2.NetworkError,
    httpcore2.TimeoutException,
    httpcore2.ProtocolError,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpx2.StreamError,
    OSError,
)


class CallFailed(Exception):
    """No complete answer came.

    ``spoken`` is false when it is certain that not one byte of the request was
    sent. ``reason``: ``network_down``, ``address_refused``, ``lost_reply`` or
    ``odd_answer`` (too long, or not readable). ``status`` if the head arrived.
    """

    def __init__(self, reason: str, detail: str, *, spoken: bool, status: int | None = None):
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.spoken = spoken
        self.status = status


class OddAnswer(ValueError):
    """The answer is not the JSON it should be."""


@dataclass(frozen=True)
class Call:
    """One request. ``home`` is the only origin it may go to; give it with secrets. An open file is read as it goes."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | BinaryIO | None = field(default=None, repr=False)
    files: Mapping[str, tuple[str, bytes | BinaryIO, str]] | None = field(default=None, repr=False)
    data: Mapping[str, str] | None = field(default=None, repr=False)
    home: str = ""
    allow_private: bool = False
    seconds: float = TOTAL_SECONDS


@dataclass(frozen=True)
class Reply:
    """A complete answer. Header names are lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    url: str = field(default="", repr=False)

    @property
    def good(self) -> bool:
        """Whether the status says success."""
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        """The body as text, whatever it holds."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> dict[str, Any]:
        """Return the JSON object of the body. Raises OddAnswer if there is none."""
        value = self.value()
        if not isinstance(value, dict):
            raise OddAnswer("not an object")
        return value

    def value(self) -> Any:
        """Return whatever JSON the body holds. Raises OddAnswer if it is not JSON."""
        if "json" not in self.headers.get("content-type", ""):
            raise OddAnswer(f"content type {self.headers.get('content-type', 'missing')!r}")
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise OddAnswer(str(error)) from error


def _read(answer: httpx2.Response) -> bytes:
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise CallFailed("odd_answer", "compressed", spoken=True, status=answer.status_code)
    body = bytearray()
    for part in answer.iter_raw():
        body += part
        if len(body) > MAX_ANSWER:
            raise CallFailed("odd_answer", "too long", spoken=True, status=answer.status_code)
    return bytes(body)


def _exchange(call: Call, deadline: Deadline) -> Reply:
    headers = {"User-Agent": AGENT, "Accept": "application/json", **call.headers}
    headers |= {"Accept-Encoding": "identity", "Connection": "close"}
    if call.body is not None and not isinstance(call.body, bytes):
        call.body.seek(0)  # an earlier attempt may have read it
    request = httpx2.Request(
        call.method, call.url, headers=headers, content=call.body, data=call.data, files=call.files
    )
    transport = GuardedTransport(deadline)
    try:
        answer = transport.handle_request(request)
        body = _read(answer)
    finally:
        transport.close()
    return Reply(answer.status_code, dict(answer.headers), body, call.url)


def _check(call: Call) -> None:
    check_url(call.url, allow_private=call.allow_private)
    if call.home and origin(call.home) != origin(call.url):
        raise AddressRefused("not the server this account belongs to")


def send(call: Call) -> Reply:
    """Make one attempt and return the complete answer, whatever its status.

    Redirects are answers like any other. Raises CallFailed.
    """
    deadline = Deadline(call.seconds, allow_private=call.allow_private)
    try:
        _check(call)
        return _exchange(call, deadline)
    except (AddressRefused, UnicodeError) as error:
        raise CallFailed("address_refused", str(error), spoken=deadline.spoken) from error
    except _NETWORK_ERRORS as error:
        reason = "lost_reply" if deadline.spoken else "network_down"
        detail = f"{type(error).__name__}: {error}"
        raise CallFailed(reason, detail, spoken=deadline.spoken) from error


class _Again(Exception):
    """The server is out of order for the moment."""


def _unless_out_of_order(reply: Reply) -> None:
    if reply.status >= 500:
        raise _Again


def _worth_another(error: Exception) -> bool:
    refused = isinstance(error, CallFailed) and error.reason == "address_refused"
    return isinstance(error, (_Again, CallFailed)) and not refused


def send_again(call: Call, attempts: int = 3) -> Reply:
    """Like ``send``, but for what shows nothing: retried when there was no answer or a 5xx.

    Returns the last answer; raises the last CallFailed.
    """
    reply: Reply | None = None
    try:
        for attempt in stamina.retry_context(
            on=_worth_another, attempts=attempts, timeout=call.seconds, wait_initial=0.1, wait_jitter=0.2
        ):
            with attempt:
                reply = None
                reply = send(call)
                _unless_out_of_order(reply)
    except _Again:
        if reply is None:
            raise CallFailed("odd_answer", "no answer kept", spoken=True) from None
    if reply is None:
        raise CallFailed("network_down", "no attempt was made", spoken=False)
    return reply


def read_public(url: str, *, allow_private: bool = False, hops: int = 3) -> Reply:
    """Get a public page or document, following a few redirects, each one judged anew.

    Sends nothing secret. Raises CallFailed.
    """
    for _ in range(hops + 1):
        reply = send_again(Call("GET", url, allow_private=allow_private))
        place = reply.headers.get("location")
        if reply.status not in (301, 302, 303, 307, 308) or not place:
            return reply
        url = urljoin(url, place)
    raise CallFailed("odd_answer", "too many redirects", spoken=True)
