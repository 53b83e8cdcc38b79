"""What Facebook, Instagram and Threads share: Meta's errors, waiting times and the proof of the application."""

from __future__ import annotations

import json

import pytest

from wellspoken.networks import graph
from wellspoken.networks.contract import Account
from wellspoken.networks.http import Reply
from wellspoken.networks.line import Verdict


def reply(value: object, status: int = 400, **headers: str) -> Reply:
    named = {"content-type": "application/json", **{name.replace("_", "-"): text for name, text in headers.items()}}
    return Reply(status, named, json.dumps(value).encode())


KINDS = [
    ({"code": 190, "error_subcode": 463}, "sign_in"),
    ({"code": 102}, "sign_in"),
    ({"code": 10}, "not_allowed"),
    ({"code": 200}, "not_allowed"),
    ({"code": 299}, "not_allowed"),
    ({"code": 4}, "rate_limited"),
    ({"code": 32}, "rate_limited"),
    ({"code": 368}, "rate_limited"),
    ({"code": 80001}, "rate_limited"),
    ({"code": 1}, "busy"),
    ({"code": 9007, "is_transient": True}, "busy"),
    ({"code": 100}, "invalid"),
    ({"code": 100, "error_subcode": 33}, "gone"),
    ({"code": 300}, "invalid"),
]


@pytest.mark.parametrize(("error", "kind"), KINDS)
def test_what_metas_codes_mean(error: dict[str, object], kind: str) -> None:
    assert graph.reads(reply({"error": error})) == Verdict(kind)


@pytest.mark.parametrize("value", [{"error": "InvalidRequest"}, {"error": {"code": "4"}}, {}, [], {"error": None}])
def test_words_of_others_are_not_metas(value: object) -> None:
    assert graph.reads(reply(value)) is None


@pytest.mark.parametrize(
    ("usage", "wait"),
    [
        ('{"104": [{"type": "pages", "estimated_time_to_regain_access": 7}]}', 420.0),
        ('{"104": [{"estimated_time_to_regain_access": 0}]}', None),
        ('{"104": 5}', None),
        ("[]", None),
        ("nonsense", None),
    ],
)
def test_how_long_meta_wants_to_be_left_alone(usage: str, wait: float | None) -> None:
    found = graph.reads(reply({"error": {"code": 32}}, 403, x_business_use_case_usage=usage))
    assert found == Verdict("rate_limited", wait)


def test_the_proof_needs_both_parts() -> None:
    def params(**secrets: str) -> dict[str, str]:
        return dict(graph.with_proof(Account("facebook", graph.API, "1", "", secrets)))

    assert params(access="token", app_secret="secret") == {
        "appsecret_proof": "e941110e3d2bfe82621f0e3e1434730d7305d106c5f68c87165d0b27a4611a4a"
    }
    assert params(access="token") == {}
    assert params(app_secret="secret") == {}
