"""Which addresses the product may call.

People name servers, and a named server may resolve to this machine, to the
hospital's own network or to a cloud's metadata service. A name is resolved
once, every address it gives is judged, and the connection goes to the judged
address: a name that changes its mind in between changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from threading import Thread
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: written in IPv6 for an IPv4 address long ago (RFC 4291, 2.5.5.1); `::` and `::1` stand here too
COMPATIBLE = ipaddress.ip_network("::/96")
#: translation inside a network (RFC 8215) and what once was private (RFC 3879)
NEVER = (ipaddress.ip_network("64:ff9b:1::/48"), ipaddress.ip_network("fec0::/10"))


class AddressRefused(ValueError):
    """The address is not one the product may call; the message says why."""


def _inner(address: Address) -> Address:
    """Return the IPv4 address an IPv6 address stands for, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64 or (address in COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    tunnel = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or tunnel or address


def permitted(text: str, *, allow_private: bool) -> bool:
    """Whether an IP address may be connected to.

    ``allow_private`` opens loopback and private ranges, for a server on this
    machine or in the house, but never link-local, multicast, reserved or unset ones.
    """
    address = _inner(ipaddress.ip_address(text.partition("%")[0]))
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if any(address in one for one in NEVER) or (address.version == 4 and address.is_reserved):
        return False
    return address.is_global or (allow_private and (address.is_private or address.is_loopback))


def _lookup(host: str, port: int, seconds: float) -> list[str]:
    answer: Future[list[str]] = Future()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.set_result([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answer.set_exception(OSError(str(error)))

    Thread(target=ask, daemon=True, name="resolve").start()
    try:
        return answer.result(seconds)
    except TooLate:
        raise OSError(f"{host}: no answer from the name server") from None


def resolve(host: str, port: int, *, allow_private: bool, seconds: float) -> list[str]:
    """Return the addresses of ``host`` that may be called, in the resolver's order.

    Raises AddressRefused when it has addresses but one of them is not permitted,
    OSError when it has none or the name server does not answer in ``seconds``.
    """
    found = list(dict.fromkeys(_lookup(host.strip("[]"), port, seconds)))
    if not all(permitted(address, allow_private=allow_private) for address in found):
        raise AddressRefused(f"{host} leads to an address that may not be called")
    return found


def check_url(url: str, *, allow_private: bool) -> None:
    """Raise AddressRefused unless ``url`` is one the product may call at all.

    Plain http is for servers on this machine or in the house only.
    """
    parts = urlsplit(url)
    schemes = ("https", "http") if allow_private else ("https",)
    if parts.scheme not in schemes:
        raise AddressRefused(f"the address must begin with {schemes[0]}://")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise AddressRefused("the address must name a server and nothing else")


def origin(url: str) -> str:
    """Return scheme, host and port of ``url``, comparable: lower case, no default port."""
    parts = urlsplit(url)
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")


def server_address(text: str, *, allow_private: bool) -> str:
    """Return the base address of the server a person named ("example.org" will do).

    Raises AddressRefused when it is not a server's address.
    """
    text = text.strip()
    url = text if "://" in text else f"https://{text}"
    try:
        check_url(url, allow_private=allow_private)
        return origin(url)
    except ValueError as error:
        raise AddressRefused(str(error)) from error
