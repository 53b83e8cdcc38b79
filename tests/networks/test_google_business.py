"""The connector for Google Business Profile against the replica: locations, news, rejected ones, finding our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.networks.adapter import picture
from tests.networks.adapters_google_business import PUBLIC, account_at
from tests.replicas.google import APP
from tests.replicas.google_business import LOCATION, SCOPE, GoogleBusiness
from wellspoken.networks.contract import (
    Account,
    AppRegistration,
    Choice,
    Outcome,
    Outgoing,
    Prepared,
    Presence,
    SignInError,
)
from wellspoken.networks.google_business import posts
from wellspoken.networks.google_business.connector import GoogleBusinessConnector
from wellspoken.networks.google_business.text import LIMITS

BACK = "https://social.example.org/channels/back"
NOW = datetime.now(UTC)
RED = replace(picture("red", "Rød åker", (400, 300)), url=PUBLIC, size=20_000)
google = GoogleBusinessConnector()


@pytest.fixture
def replica() -> Iterator[GoogleBusiness]:
    with GoogleBusiness() as server:
        yield server


@pytest.fixture
def account(replica: GoogleBusiness) -> Account:
    return account_at(replica, replica.url)


def say(account: Account, outgoing: Outgoing) -> Prepared:
    result = google.upload(account, outgoing, google.prepare(account, outgoing, "key"))
    assert result.prepared is not None, result.failure
    return result.prepared


def connect(replica: GoogleBusiness) -> Account | Choice:
    started = google.start(replica.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    return google.finish(started.pending, found["code"][0], "", found["state"][0], NOW)


def test_locations_that_take_news_can_be_chosen(replica: GoogleBusiness) -> None:
    choice = connect(replica)
    assert isinstance(choice, Choice)
    assert [one.settings["name"] for one in choice.accounts] == ["Harbour Clinic, Elm Harbour", "Harbour Pharmacy"]
    chosen = choice.accounts[0]
    assert (chosen.network, chosen.remote_id) == ("google_business", LOCATION)
    assert google.verify(chosen).ok
    assert google.disconnect(chosen).done
    assert google.verify(choice.accounts[0]).ok


def test_no_location_and_one_location(replica: GoogleBusiness) -> None:
    replica.locations = replica.locations[:1]
    assert isinstance(connect(replica), Account)
    replica.locations = []
    with pytest.raises(SignInError, match="not_found"):
        connect(replica)


def test_what_the_person_is_asked_for() -> None:
    started = google.start("", "", BACK, NOW, app=AppRegistration(*APP))
    assert started.authorize_url.startswith("https://accounts.google.com/o/oauth2/v2/auth?")
    query = parse_qs(urlsplit(started.authorize_url).query)
    assert (query["scope"], query["access_type"]) == ([SCOPE], ["offline"])
    assert started.pending["server"] == "https://mybusiness.googleapis.com"


def test_news_with_a_picture_and_a_button(replica: GoogleBusiness, account: Account) -> None:
    outgoing = Outgoing("Influensavaksine fra mandag", NOW, ("nb",), (RED,), "https://example.org/time")
    assert google.check(outgoing, LIMITS) == []
    sent = google.publish(account, say(account, outgoing))
    made = replica.news[sent.remote_id]
    assert (made["languageCode"], made["topicType"]) == ("nb", "STANDARD")
    assert made["callToAction"] == {"actionType": "LEARN_MORE", "url": "https://example.org/time"}
    assert made["media"] == [{"mediaFormat": "PHOTO", "sourceUrl": PUBLIC}]
    assert sent.url == made["searchUrl"]


def test_news_google_rejects_are_not_out(replica: GoogleBusiness, account: Account) -> None:
    replica.rejects = True
    prepared = say(account, Outgoing("Gratis alt!!!", NOW))
    assert google.publish(account, prepared).outcome is Outcome.REFUSED
    found = google.settle(account, prepared, NOW)
    assert (found.outcome, found.raw) == (Presence.ABSENT, "Google has rejected it")


def test_what_is_not_our_news(account: Account) -> None:
    wanted = say(account, Outgoing("Åpent lørdag", NOW, pictures=(RED,)))
    google.publish(account, say(account, Outgoing("Åpent lørdag", NOW)))
    google.publish(account, say(account, Outgoing("Åpent søndag", NOW, pictures=(RED,))))
    assert google.settle(account, wanted, NOW).outcome is Presence.ABSENT
    sent = google.publish(account, wanted)
    assert google.settle(account, wanted, NOW).remote_id == sent.remote_id
    assert google.settle(account, wanted, NOW + timedelta(hours=1)).outcome is Presence.ABSENT


def test_our_news_are_found_behind_newer_ones(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posts, "PAGE_SIZE", "2")
    wanted = say(account, Outgoing("Den vi leter etter", NOW))
    sent = google.publish(account, wanted)
    for number in range(4):
        google.publish(account, say(account, Outgoing(f"Nyere {number}", NOW)))
    assert google.settle(account, wanted, NOW).remote_id == sent.remote_id
    for number in range(4):
        google.publish(account, say(account, Outgoing(f"Enda nyere {number}", NOW)))
    assert google.settle(account, wanted, NOW).outcome is Presence.UNSURE


def test_older_news_end_the_search(replica: GoogleBusiness, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posts, "PAGE_SIZE", "1")
    for number in range(6):
        google.publish(account, say(account, Outgoing(f"Gammelt {number}", NOW)))
    for one in replica.news.values():
        one["createTime"] = "2026-01-01T08:00:00Z"
    assert google.settle(account, say(account, Outgoing("Nytt", NOW)), NOW).outcome is Presence.ABSENT


def test_words_can_be_changed_afterwards(replica: GoogleBusiness, account: Account) -> None:
    sent = google.publish(account, say(account, Outgoing("Trykkfeil", NOW)))
    better = google.prepare(account, Outgoing("Rettet", NOW), "key")
    assert google.edit(account, sent.remote_id, better).done
    assert replica.news[sent.remote_id]["summary"] == "Rettet"
    assert google.edit(account, f"{LOCATION}/localPosts/1", better).outcome is Outcome.REFUSED
    assert google.edit(account, sent.remote_id, Prepared("key", b"7")).outcome is Outcome.REFUSED


REFUSED = [
    (Outgoing("x" * 1501, NOW), ["too_long"]),
    (Outgoing("", NOW), ["empty"]),
    (Outgoing("", NOW, pictures=(RED,)), ["empty"]),
    (Outgoing("x", NOW, pictures=(RED, RED)), ["too_many_pictures"]),
    (Outgoing("x", NOW, pictures=(replace(RED, url=""),)), ["needs_public_address"]),
    (Outgoing("x", NOW, pictures=(replace(RED, width=249),)), ["picture_too_small"]),
    (Outgoing("x", NOW, pictures=(replace(RED, size=10_000),)), ["picture_too_small"]),
    (Outgoing("x", NOW, first_comment="y"), ["cannot"]),
]


@pytest.mark.parametrize(("outgoing", "codes"), REFUSED)
def test_what_google_would_refuse_is_said_before(outgoing: Outgoing, codes: list[str]) -> None:
    assert [one.code for one in google.check(outgoing, LIMITS)] == codes


def test_a_location_that_was_taken_away(replica: GoogleBusiness, account: Account) -> None:
    prepared = say(account, Outgoing("Ikke vår lenger", NOW))
    replica.denied = True
    assert google.verify(account).reason == "not_allowed"
    sent = google.publish(account, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "not_allowed")
    assert google.delete(account, f"{LOCATION}/localPosts/1").outcome is Outcome.BROKEN


def test_tokens_of_an_hour_are_renewed(account: Account) -> None:
    past = str((datetime.now(UTC) - timedelta(minutes=1)).timestamp())
    due = replace(account, secrets={**account.secrets, "expires_at": past})
    sent = google.publish(due, say(account, Outgoing("Fornyet", NOW)))
    assert sent.done
    assert sent.new_secrets is not None
    assert sent.new_secrets["refresh"] == account.secrets["refresh"]
    ended = replace(due, secrets={**due.secrets, "refresh": "ended-refresh-token"})
    assert google.verify(ended).reason == "sign_in_expired"


def test_links_only_are_shown_specially() -> None:
    assert [one.kind for one in google.segments("#a @b https://example.org")] == ["link"]
    assert json.loads(google.prepare(account_none(), Outgoing("x", NOW), "k").body) == {
        "topicType": "STANDARD",
        "summary": "x",
    }


def account_none() -> Account:
    return Account("google_business", "https://mybusiness.googleapis.com", LOCATION, "")
