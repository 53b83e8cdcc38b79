"""What the networks count for our posts, and what people write about a location."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from tests.networks import (
    adapters_facebook,
    adapters_facebook_film,
    adapters_google_business,
    adapters_instagram,
    adapters_linkedin,
)
from tests.networks.adapter import Adapter
from tests.replicas.google_business import LOCATION, GoogleBusiness
from tests.replicas.linkedin import MEMBER
from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import Inbox, Metrics, Outcome
from wellspoken.networks.google_business.connector import GoogleBusinessConnector

NOW = datetime.now(UTC)
COUNTED = [
    (adapters_facebook, {"reactions": 12, "comments": 3}),
    (adapters_facebook_film, {"likes": 7}),
    (adapters_instagram, {"likes": 41, "comments": 0}),
    (adapters_linkedin, {"reactions": 7, "comments": 4}),
]


@contextmanager
def published(module: Any) -> Iterator[tuple[Adapter, str]]:
    with module.adapter() as adapter:
        sent = adapter.connector.publish(adapter.account, adapter.prepared("Talt"))
        assert sent.done
        yield adapter, sent.remote_id


@pytest.mark.parametrize(("module", "values"), COUNTED)
def test_figures_of_what_is_there(module: Any, values: dict[str, int]) -> None:
    with published(module) as (adapter, number):
        assert "metrics" in adapter.connector.capabilities
        read = cast(Metrics, adapter.connector).read_metrics(adapter.account, ("1_1", number))
    assert [(one.remote_id, one.values) for one in read.posts] == [(number, values)]
    assert read.failure is None


@pytest.mark.faults
@pytest.mark.parametrize("module", [one for one, _ in COUNTED])
@pytest.mark.parametrize(("act", "reason"), [("500_before", "server_error"), ("401_before", "sign_in_expired")])
def test_reading_says_what_went_wrong(module: Any, act: str, reason: str) -> None:
    with published(module) as (adapter, number):
        adapter.proxy.default = {"GET /": act}
        read = cast(Metrics, adapter.connector).read_metrics(adapter.account, (number,))
    assert read.posts == ()
    assert read.failure is not None
    assert read.failure.reason == reason


def test_a_members_figures_are_not_given() -> None:
    with published(adapters_linkedin) as (adapter, number):
        before = len(adapter.proxy.seen)
        member = replace(adapter.account, remote_id=MEMBER)
        read = cast(Metrics, adapter.connector).read_metrics(member, (number,))
        assert len(adapter.proxy.seen) == before
    assert read.failure is not None
    assert read.failure.outcome is Outcome.REFUSED


def review(number: int, minutes: int, **said: object) -> dict[str, Any]:
    moment = (NOW + timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")
    return {"name": f"{LOCATION}/reviews/{number}", "createTime": moment, "updateTime": moment, **said}


def test_reviews_since_then_oldest_first() -> None:
    google = cast(Inbox, GoogleBusinessConnector())
    with GoogleBusiness() as replica:
        account = adapters_google_business.account_at(replica, replica.url)
        assert google.read_inbox(account, NOW).messages == ()
        replica.reviews = [
            review(1, -5, starRating="FIVE", comment="For lenge siden"),
            review(2, 1, starRating="TWO", comment="Ventet lenge", reviewer={"displayName": "Ola"}),
            review(3, 2, starRating="FIVE", reviewer={"isAnonymous": True}),
            review(4, 3, comment="Uten stjerner"),
            {"name": "", "updateTime": NOW.isoformat()},
        ]
        read = google.read_inbox(account, NOW)
        assert [(one.author, one.text) for one in read.messages] == [
            ("Ola", "★★☆☆☆ Ventet lenge"),
            ("", "★★★★★"),
            ("", "Uten stjerner"),
        ]
        with LostReply(replica.url) as proxy:
            proxy.default = {"/reviews": "500_before"}
            failure = google.read_inbox(replace(account, server=proxy.url), NOW).failure
    assert failure is not None
    assert failure.reason == "server_error"
