"""Garbage into every form by somebody who may: never a fault of ours, never given back as markup."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import URLResolver, get_resolver
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.web.house import API, House, address, make_all_knowing
from tests.web.routes import ROUTES

pytestmark = pytest.mark.django_db
MARK = "<script>alert('x9')</script><img src=x onerror=alert(9)>\"'>"
LONG = 10_000_000
HOSTILE = [
    MARK,
    "\u202eevil\u202c " + "\u200b" * 50 + "\ufeff",
    "👩🏽‍⚕️" * 400 + "🇳🇴🇮🇩" * 100,
    "\ud800",
    "a\x00b",
    "9" * 5000,
    "-1",
    "1e999",
    "NaN",
    "2026-02-30T25:61",
    "٣",
    "[]",
    '{"a": {"a": [1, null]}}',
    "../../etc/passwd",
    "%00%ff",
    "",
]
#: names that the forms of the product know; each request carries all of them
FIELDS = [
    "action", "title", "text", "lang", "base_version", "version", "base", "channels", "variant-1", "own-1",
    "picture", "alt-1", "focus-1", "use_until", "plan", "wall", "zone", "fold", "source_url", "source_title",
    "note", "reason", "public_reason", "verdict", "finding", "name", "email", "language", "time_zone", "job",
    "team", "role", "roles", "country", "place", "slug", "kind", "countries", "languages", "own_names", "domains",
    "phones", "emails", "server", "identifier", "password", "password1", "password2", "oldpassword", "login",
    "handle", "day_0", "day_6", "at", "when", "there", "url", "next", "confirm", "start", "end", "quote",
    "revision", "theme", "filters", "person", "channel", "severity", "pattern", "message", "advice", "replacement",
    "value", "seen", "surface", "direction", "parent", "consents", "sources", "brand", "generic", "status",
    "indications", "limitations", "risk_text", "boxed_warning", "risk_link", "approved_claims", "ad_approval",
    "client_id", "client_secret", "account", "address", "secret", "over", "gap", "rest", "per_hour", "per_day",
    "gap_minutes", "field", "done", "mood", "until", "back", "passage", "act", "cause", "what", "people",
    "affected", "known_at", "remove", "duty", "officer", "whole", "successor", "scopes", "group", "issuer",
    "groups_claim", "days", "code", "credential", "every", "weekdays", "born", "authority", "assent", "signer",
    "metadata", "email_name", "person_name", "groups_name", "proofs", "vouches", "SAMLResponse", "ticket",
    "relation", "information", "details", "discloser", "audience", "purposes", "expires_on", "event", "how",
    "agree", "drawing", "scan", "day", "step", "first", "last", "evidence_due", "post", "correction", "has_further",
    "act", "alt", "waiver", "film", "new_film", "captions", "remove-film", "poster",
    "thread", "first_comment", "paid_partnership", "ai_made", "trained_on", "valid_until", "evidence", "deputy",
    "begins", "ends", "remind_after", "back",
    "x", "y", "number", "board", "wording", "networks", "kinds", "hashtags", "families", "risks", "who", "need",
    "count", "beside", "outside", "again",
]  # fmt: skip
GETS_THAT_POST = [
    "account_login", "account_reset_password", "account_reset_password_from_key", "account_change_password", "me",
    "compose", "compose_new", "compose_revision", "post_take_down", "review", "connect_newsroom", "connect_bluesky",
    "connect_mastodon", "connect_network", "channel_choose", "network", "channel_reconnect", "channel_remove",
    "person_add", "person", "person_leave", "settings", "team_add", "team", "people", "audit", "rule",
    "rules_term_add", "rules_term", "rules_exempt", "rules_lab", "rules_sombre", "channel_pace", "channel_data",
    "takedown_task", "import_begin", "post_repeat", "calendar_several", "access_review", "mfa_activate_totp",
    "mfa_add_webauthn", "account_reauthenticate", "mfa_authenticate", "my_keys", "person_keys", "service_add",
    "provisioning", "sign_in", "saml", "exports", "person_erase", "consent_erase",
    "product_add", "product", "audit_entry", "binders", "incident_report", "post_binder",
    "team_review_hours",
    "consent_new", "consent_step", "consent_paper", "consent_withdraw", "post_consents", "consent_withdrawal",
    "private_withdraw", "post_film", "workflow", "workflow_step", "review_invite", "studies",
]  # fmt: skip
POSTS = [n for n, r in ROUTES.items() if not r.closed and (r.method == "post" or n in GETS_THAT_POST)]
BOUNDED = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
words = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=40))


@pytest.fixture
def house(standing: House, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr("wellspoken.rooms.channels.sandbox.answers", lambda: False)
    return standing


@pytest.fixture
def cookie(house: House) -> str:
    client = Client()
    client.force_login(make_all_knowing())
    return client.cookies["sessionid"].value


def post(cookie: str, where: str, said: Any, kind: str = "") -> Any:
    """One request of the signed-in person whose effects are undone, signing out included."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = cookie
    more: dict[str, Any] = {"content_type": kind} if kind else {}
    with transaction.atomic():
        answer = client.post(where, said, HTTP_IDEMPOTENCY_KEY=uuid.uuid4().hex, **more)
        transaction.set_rollback(True)
    return answer


def faults(answer: Any) -> list[str]:
    """A fault of ours (503 says a neighbour is out of order), or markup of theirs in a page of ours."""
    found = [str(answer.status_code)] if answer.status_code >= 500 and answer.status_code != 503 else []
    if not answer.streaming and answer.get("Content-Type", "").startswith("text/html"):
        page = answer.content.decode("utf-8", "replace")
        found += [bad for bad in ("<script>alert(", "<img src=x") if bad in page]
    return found


def everywhere(
    house: House, cookie: str, ask: Callable[[str, str], Any], names: Sequence[str] = POSTS
) -> dict[str, list[str]]:
    """What `ask(name, address)` finds wrong, by address name."""
    asked = {name: faults(ask(name, address(name, ROUTES[name], house))) for name in names}
    return {name: wrong for name, wrong in asked.items() if wrong}


def bytes_of(values: dict[str, str]) -> bytes:
    """A form body in which lone surrogates and NULs stand as raw bytes."""
    pairs = (f"{key}={quote_from_bytes(value.encode('utf-8', 'surrogatepass'))}" for key, value in values.items())
    return "&".join(pairs).encode()


ACTIONS = ["submit", "save", "approve", "reject"]
WHOLE: list[Any] = [
    *[["a", ["b"]], {"a": {"b": []}}, True, None, 1.5],
    *[{key: value for key in FIELDS} for value in (["a"], {"a": 1}, 10**40, None, MARK)],
]
SHAPES = [json.dumps(one).encode() for one in WHOLE] + [b"{", b"\xff\xfe", b"[" * 5000, b'{"text": "\\ud800"}']


def test_garbage_in_every_field(house: House, cookie: str) -> None:
    @BOUNDED
    @given(said=words, action=st.sampled_from(ACTIONS))
    @example(said="\ud800", action="submit")
    @example(said="a\x00b", action="save")
    @example(said="9" * 5000, action="approve")
    def ask(said: str, action: str) -> None:
        values = dict.fromkeys(FIELDS, said) | {"action": action, "verdict": action}

        def one(name: str, where: str) -> Any:
            if name in API:
                return post(cookie, where, json.dumps(values), "application/json")
            return post(cookie, where, bytes_of(values), "application/x-www-form-urlencoded")

        assert not everywhere(house, cookie, one), repr(said)[:80]

    ask()


@pytest.mark.parametrize("action", ACTIONS)
def test_hostile_markup_is_never_given_back(action: str, house: House, cookie: str) -> None:
    values = dict.fromkeys(FIELDS, MARK) | {"action": action, "verdict": action}
    assert not everywhere(house, cookie, lambda name, where: post(cookie, where, values))


@pytest.fixture(scope="module")
def readers() -> dict[str, bool]:
    """Address name -> whether it reads a JSON body: one that does not cannot tell one shape from another."""
    return {}


def test_json_to_everything(
    house: House, cookie: str, readers: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    look(house, cookie, readers, monkeypatch)
    assert API & set(POSTS) <= {name for name, reads in readers.items() if reads}


@pytest.mark.parametrize("number", range(len(SHAPES)))
def test_json_of_any_shape(
    number: int, house: House, cookie: str, readers: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    look(house, cookie, readers, monkeypatch)
    asked = [name for name, reads in readers.items() if reads]
    body = SHAPES[number]
    assert not everywhere(house, cookie, lambda name, where: post(cookie, where, body, "application/json"), asked)


def look(house: House, cookie: str, readers: dict[str, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """Once per file: send JSON everywhere, and fill `readers` with who looked into it."""
    if readers:
        return
    known, looked = HttpRequest.body.fget, []  # type: ignore[attr-defined]
    with monkeypatch.context() as watched:
        watched.setattr(HttpRequest, "body", property(lambda request: looked.append(1) or known(request)))
        watched.setattr(HttpRequest, "read", lambda request, *size: looked.append(1) or request._stream.read(*size))

        def one(name: str, where: str) -> Any:
            looked.clear()
            answer = post(cookie, where, SHAPES[0], "application/json")
            readers[name] = bool(looked)
            return answer

        assert not everywhere(house, cookie, one)


def test_ten_megabytes(house: House, cookie: str) -> None:
    values = {"text": "x" * LONG, "reason": "x", "action": "save"}
    assert not everywhere(house, cookie, lambda name, where: post(cookie, where, values))


def test_odd_files(house: House, cookie: str) -> None:
    def one(name: str, where: str) -> Any:
        odd = SimpleUploadedFile("\u202egpj.exe", b"MZ\x00", "image/png")
        return post(cookie, where, {"file": odd, "text": "x"})

    assert not everywhere(house, cookie, one)


def test_every_form_is_asked() -> None:
    """GET routes that also take a form are known; a new one must be added above."""
    taking = set()
    for name, route in ROUTES.items():
        view = _view(name)
        source = view.__code__.co_names if hasattr(view, "__code__") else ()
        if not route.closed and route.method == "get" and "POST" in source:
            taking.add(name)
    assert taking <= set(GETS_THAT_POST), taking - set(GETS_THAT_POST)


def _view(name: str) -> Any:
    """The function behind an address, without what is wrapped around it."""
    todo: list[Any] = list(get_resolver().url_patterns)
    while todo:
        found = todo.pop()
        if isinstance(found, URLResolver):
            todo += found.url_patterns
        elif found.name == name:
            view = found.callback
            while hasattr(view, "__wrapped__"):
                view = view.__wrapped__
            return view
    return None
