"""The guarded client: where it may go, how long, how much, and with what."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.replicas.serving import Quiet, Served
from wellspoken.networks import addresses, http
from wellspoken.networks.addresses import AddressRefused, origin, permitted, server_address
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply, read_public, send, send_again


class _Handler(Quiet):
    seen: list[str]
    ended: threading.Event

    def do_GET(self) -> None:
        self.seen.append(self.path)
        if self.path.startswith("/to/"):
            self.answer(302, {"location": self.path[3:]}, b"")
        elif self.path == "/away":
            self.answer(302, {"location": "http://169.254.169.254/latest"}, b"")
        elif self.path == "/round":
            self.answer(302, {"location": "/round"}, b"")
        elif self.path == "/bad":
            self.answer(503, {}, b"")
        elif self.path == "/slow-head":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.ended.wait(0.1):
                self.wfile.write(b"x-more: 1\r\n")
        elif self.path == "/big":
            self.answer(200, {"content-type": "application/json"}, b" " * (http.MAX_ANSWER + 1))
        elif self.path == "/zipped":
            self.answer(200, {"content-type": "application/json", "content-encoding": "gzip"}, b"x")
        else:
            self.answer(200, {"content-type": "application/json"}, b'{"ok": true}')


@pytest.fixture
def server() -> Iterator[Served]:
    ended = threading.Event()
    with Served(type("Handler", (_Handler,), {"seen": [], "ended": ended})) as served:
        yield served
        ended.set()


def get(url: str, **parts: object) -> Reply:
    return send(Call("GET", url, allow_private=True, **parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "private", "public"),
    [
        ("93.184.216.34", True, True),
        ("2606:2800:220:1::1", True, True),
        ("127.0.0.1", True, False),
        ("10.1.2.3", True, False),
        ("172.16.0.1", True, False),
        ("192.168.1.1", True, False),
        ("::1", True, False),
        ("fd00::1", True, False),
        ("100.64.0.1", False, False),
        ("169.254.169.254", False, False),
        ("fe80::1", False, False),
        ("fe80::1%eth0", False, False),
        ("0.0.0.0", False, False),
        ("::", False, False),
        ("224.0.0.1", False, False),
        ("::ffff:127.0.0.1", True, False),
        ("::ffff:169.254.169.254", False, False),
        ("64:ff9b::a9fe:a9fe", False, False),
        ("2002:7f00:1::", True, False),
    ],
)
def test_which_addresses_may_be_called(address: str, private: bool, public: bool) -> None:
    assert permitted(address, allow_private=True) is private
    assert permitted(address, allow_private=False) is public


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("example.org", "https://example.org"),
        ("  HTTPS://Example.ORG:443/path?x ", "https://example.org"),
        ("https://example.org:8443/", "https://example.org:8443"),
        ("https://[2001:db8::1]:444", "https://[2001:db8::1]:444"),
    ],
)
def test_a_server_is_named_in_many_ways(text: str, expected: str) -> None:
    assert server_address(text, allow_private=False) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://example.org",
        "ftp://example.org",
        "https://me@example.org",
        "https://:x@example.org",
        "https://",
        "https://a:b",
    ],
)
def test_what_is_not_a_server_is_refused(text: str) -> None:
    with pytest.raises(AddressRefused):
        server_address(text, allow_private=False)


def test_plain_http_is_for_this_machine_only(server: Served) -> None:
    with pytest.raises(CallFailed) as caught:
        send(Call("GET", server.url))
    assert (caught.value.reason, caught.value.spoken) == ("address_refused", False)
    assert get(server.url).json() == {"ok": True}


def test_a_name_that_leads_into_the_house_is_refused(server: Served) -> None:
    with pytest.raises(CallFailed) as caught:
        send(Call("GET", "https://localhost:1"))
    assert caught.value.reason == "address_refused"


def test_a_name_is_asked_once_and_the_judged_address_is_called(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def changing(host: str, port: int, *rest: object, **named: object) -> list[tuple[object, ...]]:
        if host == "127.0.0.1":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "169.254.169.254"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", changing)
    port = server.url.rpartition(":")[2]
    assert get(f"http://changing.example:{port}/").good
    assert asked == ["changing.example"]


def test_one_bad_address_among_good_ones_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, 1, 6, "", (one, 443)) for one in ("93.184.216.34", "169.254.169.254")]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(CallFailed) as caught:
        send(Call("GET", "https://mixed.example/"))
    assert caught.value.reason == "address_refused"


def test_a_silent_name_server_costs_only_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()

    def silent(*_: object, **__: object) -> None:
        never.wait(30)
        raise OSError("no answer")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", silent)
    with pytest.raises(CallFailed) as caught:
        get("http://silent.example/", seconds=0.2)
    never.set()
    assert (caught.value.reason, caught.value.spoken) == ("network_down", False)


def test_a_redirect_is_an_answer(server: Served) -> None:
    reply = get(f"{server.url}/to/elsewhere")
    assert (reply.status, reply.headers["location"]) == (302, "/elsewhere")


def test_public_pages_are_followed_and_judged_at_every_step(server: Served) -> None:
    reply = read_public(f"{server.url}/to/elsewhere", allow_private=True)
    assert (reply.status, reply.url) == (200, f"{server.url}/elsewhere")
    with pytest.raises(CallFailed, match="address_refused"):
        read_public(f"{server.url}/away", allow_private=True)
    with pytest.raises(CallFailed, match="too many redirects"):
        read_public(f"{server.url}/round", allow_private=True)


def test_secrets_stay_at_home(server: Served) -> None:
    with pytest.raises(CallFailed) as caught:
        get(f"{server.url}/x", home="https://example.org")
    assert (caught.value.reason, caught.value.spoken) == ("address_refused", False)
    assert get(f"{server.url}/x", home=server.url).good
    assert "secret-token" not in repr(Call("GET", server.url, {"Authorization": "Bearer secret-token"}))


@pytest.mark.parametrize("path", ["/big", "/zipped"])
def test_an_answer_that_cannot_be_read_is_odd(server: Served, path: str) -> None:
    with pytest.raises(CallFailed) as caught:
        get(server.url + path)
    assert (caught.value.reason, caught.value.spoken, caught.value.status) == ("odd_answer", True, 200)


def test_a_head_that_never_ends_ends_with_the_deadline(server: Served) -> None:
    with pytest.raises(CallFailed) as caught:
        get(f"{server.url}/slow-head", seconds=0.5)
    assert (caught.value.reason, caught.value.spoken) == ("lost_reply", True)


def test_nobody_there_means_nothing_was_said() -> None:
    with pytest.raises(CallFailed) as caught:
        get("http://127.0.0.1:9/")
    assert (caught.value.reason, caught.value.spoken) == ("network_down", False)


def test_questions_are_repeated_and_the_last_answer_counts(server: Served) -> None:
    reply = send_again(Call("GET", f"{server.url}/bad", allow_private=True), attempts=3)
    assert reply.status == 503
    assert server.server.RequestHandlerClass.seen == ["/bad"] * 3  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "body"), [("text/html", b"{}"), ("application/json", b"[1"), ("application/json", b"[1]"), ("", b"{}")]
)
def test_only_a_json_object_is_one(kind: str, body: bytes) -> None:
    with pytest.raises(OddAnswer):
        Reply(200, {"content-type": kind} if kind else {}, body).json()


def test_origins_compare_whatever_their_spelling() -> None:
    assert origin("HTTPS://Example.org:443/x") == origin("https://example.org")
    assert origin("https://example.org:444") != origin("https://example.org")
