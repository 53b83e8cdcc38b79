"""Signing in with an application of the organisation's own: tokens kept, tokens lost, states compared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_httpserver import HTTPServer

from wellspoken.networks.contract import Account, AppRegistration, Outcome, SignInError
from wellspoken.networks.http import OddAnswer
from wellspoken.networks.oauth2 import (
    ask,
    begin,
    came_back,
    due,
    kept_tokens,
    moment,
    place,
    registered,
    renewal_call,
    renewed,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEPT = {"access": "old-access", "refresh": "old-refresh", "app_id": "id", "app_secret": "secret"}


@pytest.mark.parametrize("refresh", [{}, {"refresh_token": ""}, {"refresh_token": None}])
def test_an_empty_refresh_token_never_overwrites_a_full_one(refresh: dict[str, object]) -> None:
    found = kept_tokens({"access_token": "new", "expires_in": 3600, **refresh}, KEPT, NOW)
    assert (found["access"], found["refresh"], found["app_secret"]) == ("new", "old-refresh", "secret")
    assert moment(found, "expires_at") == (NOW + timedelta(hours=1)).timestamp()


@pytest.mark.parametrize("name", ["refresh_token_expires_in", "refresh_expires_in"])
def test_a_new_refresh_token_replaces_the_old_one(name: str) -> None:
    found = kept_tokens({"access_token": "new", "refresh_token": "newer", name: 60}, KEPT, NOW)
    assert (found["refresh"], moment(found, "refresh_expires_at")) == (
        "newer",
        (NOW + timedelta(minutes=1)).timestamp(),
    )


@pytest.mark.parametrize("answer", [{}, {"access_token": ""}, {"access_token": 5}, {"error": "invalid_grant"}])
def test_an_answer_without_a_token_changes_nothing(answer: dict[str, object]) -> None:
    with pytest.raises(OddAnswer):
        kept_tokens(answer, KEPT, NOW)


@pytest.mark.parametrize("lives", ["soon", -5, 10**12, None])
def test_odd_lives_are_not_kept(lives: object) -> None:
    assert "expires_at" not in kept_tokens({"access_token": "new", "expires_in": lives}, {}, NOW)


@pytest.mark.parametrize(
    ("secrets", "expected"),
    [
        ({"expires_at": str((NOW + timedelta(minutes=4)).timestamp()), "refresh": "r"}, True),
        ({"expires_at": str((NOW + timedelta(minutes=6)).timestamp()), "refresh": "r"}, False),
        ({"expires_at": str((NOW - timedelta(days=4)).timestamp()), "refresh": ""}, False),
        ({"expires_at": "nonsense", "refresh": "r"}, False),
        ({"refresh": "r"}, False),
    ],
)
def test_when_a_token_is_due(secrets: dict[str, str], expected: bool) -> None:
    assert due(secrets, NOW) is expected


ANSWERS = [
    (400, {"error": "invalid_grant"}, Outcome.BROKEN, "sign_in_expired"),
    (401, {"error": "something_new"}, Outcome.BROKEN, "sign_in_expired"),
    (403, {"message": "no"}, Outcome.BROKEN, "sign_in_expired"),
    (200, {"error": "invalid_grant"}, Outcome.BROKEN, "sign_in_expired"),
    (200, {"token": "?"}, Outcome.NOT_SENT, "odd_answer"),
    (429, {}, Outcome.NOT_SENT, "rate_limited"),
    (503, {}, Outcome.NOT_SENT, "server_error"),
]


@pytest.mark.parametrize(("status", "value", "outcome", "reason"), ANSWERS)
def test_what_a_failed_renewal_means(
    httpserver: HTTPServer, status: int, value: dict[str, str], outcome: Outcome, reason: str
) -> None:
    httpserver.expect_request("/token").respond_with_json(value, status=status)
    home = httpserver.url_for("").rstrip("/")
    account = Account("x", home, "1", "", KEPT, {"allow_private": True})
    found = renewed(renewal_call(f"{home}/token", account, home), account, NOW)
    assert found.secrets is None
    assert found.failure is not None
    assert (found.failure.outcome, found.failure.reason) == (outcome, reason)
    assert "old-refresh" not in found.failure.raw


def test_the_person_comes_back_with_the_right_state() -> None:
    started = begin("https://example.org/page", AppRegistration("id", "secret"), "https://e.org/back", {"scope": "a b"})
    assert "secret" not in started.authorize_url
    came_back(started.pending, "code", started.pending["state"])
    for code, state, reason in (("code", "", "state_mismatch"), ("", started.pending["state"], "denied")):
        with pytest.raises(SignInError, match=reason):
            came_back(started.pending, code, state)


@pytest.mark.parametrize("app", [None, AppRegistration(""), AppRegistration("id", "")])
def test_without_an_application_nothing_begins(app: AppRegistration | None) -> None:
    with pytest.raises(SignInError, match="app_missing"):
        registered(app)


def test_a_network_has_one_place_unless_a_replica_is_named() -> None:
    fixed = "https://api.example.org"
    assert place("", fixed, allow_private=False) == fixed
    assert place("http://127.0.0.1:8000/x", fixed, allow_private=True) == "http://127.0.0.1:8000"
    assert place("https://API.example.org/", fixed, allow_private=False) == fixed
    for elsewhere, private in (
        ("http://127.0.0.1:8000", False),
        ("https://example.net", False),
        ("https://example.net", True),
        ("http://10.0.0.5", True),
        ("https://127.0.0.1.example.net", True),
    ):
        with pytest.raises(SignInError, match="address_refused"):
            place(elsewhere, fixed, allow_private=private)


@pytest.mark.parametrize(
    ("status", "reason"), [(400, "denied"), (403, "not_allowed"), (429, "rate_limited"), (500, "server_error")]
)
def test_what_a_refused_sign_in_means(httpserver: HTTPServer, status: int, reason: str) -> None:
    httpserver.expect_request("/token").respond_with_json({}, status=status)
    home = httpserver.url_for("").rstrip("/")
    account = Account("x", home, "1", "", KEPT, {"allow_private": True})
    with pytest.raises(SignInError, match=reason):
        ask(renewal_call(f"{home}/token", account, home))
