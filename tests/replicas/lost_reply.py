"""A proxy that does the work and then loses, delays or spoils the reply.

    with LostReply(target_url) as proxy:
        proxy.script("putRecord", "cut", "pass")   # the first such call, then the second
        ... use proxy.url as the server's address ...
        proxy.seen   # [("POST", "/xrpc/com.atproto.repo.putRecord", "cut"), ...]

A call that no script names, or whose script is used up, passes. ``default``
sets what happens to every call of a path when its script is used up.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Any

import httpx2

from tests.replicas.serving import Quiet, Served

PASSED_ON = (
    "authorization",
    "content-type",
    "idempotency-key",
    "dpop",
    "accept",
    "webhook-",
    "wellspoken-",
    "x-restli",
    "linkedin-",
    "content-range",
    "x-upload-",
)
HTML = b"<!doctype html><title>Bad gateway</title><h1>Something is wrong</h1>"
JSON = {"content-type": "application/json"}

ACTS: dict[str, tuple[bool, str]] = {
    "pass": (True, "reply"),
    "slow": (True, "slow"),
    "cut": (True, "cut"),
    "cut_before": (False, "cut"),
    "hang": (True, "hang"),
    "garble": (True, "garble"),
    "truncate": (True, "truncate"),
    "endless": (True, "endless"),
    "drip": (True, "drip"),
    "wrong_type": (True, "wrong_type"),
    "html_after": (True, "html"),
    "html_before": (False, "html"),
    "400_after": (True, "400"),
    "422_after": (True, "422"),
    "422_before": (False, "422"),
    "500_after": (True, "500"),
    "500_before": (False, "500"),
    "503_before": (False, "503"),
    "429_before": (False, "429"),
    "401_before": (False, "401"),
    "403_before": (False, "403"),
    "redirect_after": (True, "redirect"),
    "redirect_before": (False, "redirect"),
}
"""Name -> whether the target gets the request, and what the caller gets."""


class _Handler(Quiet):
    proxy: LostReply

    def _serve(self) -> None:
        body = self.body()
        named = f"{self.path} {self.headers.get('wellspoken-event', '')}".strip()
        act = self.proxy.next_act(self.command, named)
        forward, ending = ACTS[act]
        reply = self.proxy.forward(self.command, self.path, dict(self.headers.items()), body) if forward else None
        self.proxy.remember(self.command, named, act)
        getattr(self, f"_{ending}", lambda reply: self._status(int(ending)))(reply)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _serve

    def _reply(self, reply: httpx2.Response) -> None:
        keep = {
            name: value
            for name, value in reply.headers.items()
            if name.startswith(
                (
                    "content-type",
                    "etag",
                    "dpop",
                    "ratelimit",
                    "x-ratelimit",
                    "retry",
                    "location",
                    "range",
                    "www-auth",
                    "x-restli",
                )
            )
        }
        self.answer(reply.status_code, keep, reply.content)

    def _slow(self, reply: httpx2.Response) -> None:
        time.sleep(self.proxy.slow_seconds)
        self._reply(reply)

    def _cut(self, reply: httpx2.Response | None) -> None:
        self.close_connection = True
        self.connection.close()

    def _hang(self, reply: httpx2.Response) -> None:
        self.proxy.ended.wait(60)
        self._cut(reply)

    def _garble(self, reply: httpx2.Response) -> None:
        self.answer(200, JSON, reply.content[:-1] + b"\xff{{")

    def _truncate(self, reply: httpx2.Response) -> None:
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(reply.content) + 50))
        self.end_headers()
        self.wfile.write(reply.content)
        self._cut(reply)

    def _stream(self, part: bytes, pause: float) -> None:
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.close_connection = True
        while not self.proxy.ended.wait(pause):
            self.wfile.write(part)

    def _endless(self, reply: httpx2.Response) -> None:
        self._stream(b" " * 65536, 0)

    def _drip(self, reply: httpx2.Response) -> None:
        self._stream(b" ", 0.1)

    def _wrong_type(self, reply: httpx2.Response) -> None:
        self.answer(200, {"content-type": "text/plain"}, reply.content)

    def _html(self, reply: httpx2.Response | None) -> None:
        self.answer(200 if reply else 502, {"content-type": "text/html"}, HTML)

    def _redirect(self, reply: httpx2.Response | None) -> None:
        self.answer(307, {"location": self.proxy.redirect_to}, b"")

    def _status(self, status: int) -> None:
        named = self.proxy.errors.get(status, {"error": "InvalidRequest", "message": "as the test wants it"})
        headers = {**JSON, **({"retry-after": "7"} if status == 429 else {})}
        self.answer(status, headers, httpx2.Response(200, json=named).content)


class LostReply(Served):
    """The proxy. ``errors`` sets the JSON body of a scripted status."""

    def __init__(self, target: str, port: int = 0) -> None:
        handler = type("Handler", (_Handler,), {"proxy": self})
        super().__init__(handler, port)
        self.target = target
        self.seen: list[tuple[str, str, str]] = []
        self.errors: dict[int, dict[str, Any]] = {}
        self.slow_seconds = 0.5
        self.redirect_to = "http://127.0.0.1:9/elsewhere"
        self.ended = threading.Event()
        self.default: dict[str, str] = {}
        self._scripts: dict[str, deque[str]] = {}
        self._lock = threading.Lock()

    def script(self, path: str, *acts: str) -> None:
        """Say what happens to the next calls whose method and path contain ``path``."""
        unknown = set(acts) - ACTS.keys()
        if unknown:
            raise ValueError(f"no such act: {unknown}")
        with self._lock:
            self._scripts[path] = deque(acts)

    def next_act(self, method: str, path: str) -> str:
        """Return what happens to this call."""
        with self._lock:
            for part, acts in self._scripts.items():
                if part in f"{method} {path}" and acts:
                    return acts.popleft()
        return next((act for part, act in self.default.items() if part in f"{method} {path}"), "pass")

    def remember(self, method: str, path: str, act: str) -> None:
        """Note what happened."""
        with self._lock:
            self.seen.append((method, path, act))

    def forward(self, method: str, path: str, headers: dict[str, str], body: bytes) -> httpx2.Response:
        """Let the target do the work."""
        keep = {name: value for name, value in headers.items() if name.lower().startswith(PASSED_ON)}
        keep["x-forwarded-host"] = self.url.partition("://")[2]
        with httpx2.Client(timeout=30, trust_env=False, verify=False) as client:
            return client.request(method, self.target + path, headers=keep, content=body)

    def times(self, path: str) -> int:
        """Return how often calls containing ``path`` arrived."""
        with self._lock:
            return sum(1 for method, seen, _ in self.seen if path in f"{method} {seen}")

    def __exit__(self, *args: object) -> None:
        self.ended.set()
        super().__exit__(*args)  # type: ignore[arg-type]
