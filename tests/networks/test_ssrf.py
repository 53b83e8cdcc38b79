"""No spelling of an address inside the house gets past the client, typed, resolved or by way of a redirect."""

from __future__ import annotations

import socket
from typing import Any

import httpcore2
import pytest

from wellspoken.networks import http, links
from wellspoken.networks.http import Call, CallFailed, Reply, read_public, send

#: what leads to this machine, in every way of writing it that resolvers and browsers know
THIS_MACHINE = [
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001"),
    *("0", "0.0.0.0", "0x0", "localhost", "LOCALHOST", "localhost.", "127.0.0.1.", "127.255.255.254"),
    *("[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"),
    *("[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[2001:0:0:0:0:0:80ff:fffe]"),
    *("１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①"),
]
#: what leads to a cloud's papers, which stay shut even where addresses in the house are open
METADATA = [
    *("169.254.169.254", "2852039166", "0xa9fea9fe", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376", "169.254.43518"),
    *("[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]"),
    *("[fe80::1]", "[fe80::1%25lo]", "[fe80::a9fe:a9fe%251]", "[ff02::1]", "224.0.0.1", "255.255.255.255"),
]
#: a hospital's own network
INSIDE = [
    "10.0.0.1",
    "167772161",
    "0xa000001",
    "192.168.1.1",
    "172.16.0.1",
    "100.64.0.1",
    "[fd00::1]",
    "[fec0::1]",
    "[64:ff9b:1::a00:1]",
]


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that a connection was tried to. No name server is asked: names that are no numbers are unknown."""
    tried: list[str] = []
    real = socket.getaddrinfo

    def connect(self: Any, host: str, *rest: Any, **named: Any) -> Any:
        tried.append(host)
        raise httpcore2.ConnectError("nobody may get this far")

    def only_numbers(host: str, port: int, *rest: Any, **named: Any) -> Any:
        if host.rstrip(".").lower() == "localhost":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        try:
            return real(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except UnicodeError as error:
            raise OSError(str(error)) from error

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    monkeypatch.setattr(socket, "getaddrinfo", only_numbers)
    return tried


def refused(url: str, *, allow_private: bool) -> None:
    with pytest.raises(CallFailed) as caught:
        send(Call("GET", url, allow_private=allow_private))
    assert not caught.value.spoken


@pytest.mark.parametrize("host", [*THIS_MACHINE, *METADATA, *INSIDE])
def test_nothing_inside_is_called(host: str, reached: list[str]) -> None:
    refused(f"https://{host}/latest/meta-data", allow_private=False)
    assert not reached


@pytest.mark.parametrize("host", METADATA)
def test_a_clouds_papers_stay_shut_where_the_house_is_open(host: str, reached: list[str]) -> None:
    refused(f"http://{host}/latest/meta-data", allow_private=True)
    assert not reached


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org@127.0.0.1/",
        "https://127.0.0.1#@example.org/",
        "https://127.0.0.1\\@example.org/",
        "https://example.org:443@169.254.169.254/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "https:///127.0.0.1/",
        "//127.0.0.1/",
        "https://127.0.0.1%00.example.org/",
        "https://[::1%00]/",
    ],
)
def test_an_address_that_reads_two_ways_is_not_called(url: str, reached: list[str]) -> None:
    refused(url, allow_private=False)
    assert not reached


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "[::ffff:169.254.169.254]", "0xa9fea9fe", "10.0.0.1"])
def test_no_redirect_leads_inside(host: str, reached: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    outside, real = "https://outside.example/page", http._exchange

    def exchange(call: Call, deadline: Any) -> Reply:
        if call.url == outside:
            return Reply(302, {"location": f"https://{host}/"}, b"", call.url)
        return real(call, deadline)

    monkeypatch.setattr(http, "_exchange", exchange)
    with pytest.raises(CallFailed, match="address_refused"):
        read_public(outside)
    page = links.look_up(outside)
    assert (page.error, page.status) == ("refused", None)
    assert not reached


def test_a_name_that_changes_its_mind_is_judged_by_the_address_that_is_called(
    reached: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])

    def changing(host: str, port: int, *rest: Any, **named: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    for _again in range(2):
        with pytest.raises(CallFailed):
            send(Call("GET", "https://changing.example/"))
    assert reached == ["93.184.216.34"]  # the second time it led inside, and nobody went
