"""The transport under the HTTP client: one connection, one deadline, one judged address."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from functools import cache
from ssl import SSLContext
from typing import Any

import httpcore2
import httpx2

from wellspoken.networks.addresses import resolve

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0


@cache
def _tls() -> SSLContext:
    return httpx2.create_ssl_context()


class Deadline:
    """How much time is left of one call, and whether any of it was already said.

    ``spoken`` turns true just before the first byte of the request is handed to
    the connection; while it is false the server cannot have accepted anything.
    """

    def __init__(self, seconds: float, *, allow_private: bool) -> None:
        self.end = time.monotonic() + seconds
        self.allow_private = allow_private
        self.spoken = False

    def left(self, most: float) -> float:
        """Return the seconds left, at most ``most``; 0.0 when it is over."""
        return max(0.0, min(most, self.end - time.monotonic()))


class _Stream(httpcore2.NetworkStream):
    """A connection whose every read and write ends at the deadline."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._deadline.left(READ_SECONDS)
        if not left:
            raise httpcore2.ReadTimeout("the call took too long")
        return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self._deadline.left(READ_SECONDS)
        if not left:
            raise httpcore2.WriteTimeout("the call took too long")
        self._deadline.spoken = True
        self._inner.write(buffer, left)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(CONNECT_SECONDS)
        if not left:
            raise httpcore2.ConnectTimeout("the call took too long")
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    """Connects to addresses that were judged, and to nothing else."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        error: Exception = httpcore2.ConnectTimeout("the call took too long")
        allow = self._deadline.allow_private
        seconds = self._deadline.left(CONNECT_SECONDS)
        for address in resolve(host, port, allow_private=allow, seconds=seconds):
            left = self._deadline.left(CONNECT_SECONDS)
            if not left:
                break
            try:
                stream = httpcore2.SyncBackend().connect_tcp(address, port, left)
                return _Stream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                error = failed
        raise error


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close:
            close()


class GuardedTransport(httpx2.BaseTransport):
    """Carries one request over one fresh connection that ends with its deadline.

    Raises httpcore2's exceptions, AddressRefused and OSError.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._pool = httpcore2.ConnectionPool(ssl_context=_tls(), max_connections=1, network_backend=_Backend(deadline))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send ``request`` and return the answer's head; the body streams."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
            )
        )
        if not isinstance(answer.stream, Iterable):
            raise httpcore2.LocalProtocolError("the answer cannot be read in step")
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()
