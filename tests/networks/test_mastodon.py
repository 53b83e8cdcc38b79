"""The Mastodon connector against the replica: pictures, limits, sign-in, finding its own post."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.networks.conftest import Adapter, picture
from tests.replicas.lost_reply import LostReply
from tests.replicas.mastodon import Mastodon
from wellspoken.networks.contract import Account, Outcome, Outgoing, Picture, Prepared, Presence, SignInError
from wellspoken.networks.mastodon import uploading
from wellspoken.networks.mastodon.connector import MastodonConnector

BACK = "http://127.0.0.1:9999/channels/back"
NOW = datetime.now(UTC)


def say(account: Account, text: str, *pictures: Picture, lang: tuple[str, ...] = ("nb",)) -> Prepared:
    mastodon = MastodonConnector()
    outgoing = Outgoing(text, NOW, lang, pictures)
    result = mastodon.upload(account, outgoing, mastodon.prepare(account, outgoing, mastodon.key_for(NOW)))
    assert result.prepared is not None, result.failure
    return result.prepared


def connect(server: str) -> Account:
    """Go through OAuth; the replica agrees at once."""
    mastodon = MastodonConnector()
    started = mastodon.start(server, "https://social.example.org", BACK, NOW, allow_private=True)
    back = httpx2.get(started.authorize_url).headers["location"]
    found = parse_qs(urlsplit(back).query)
    return mastodon.finish(started.pending, found["code"][0], "", found["state"][0], NOW)


def test_from_the_button_to_a_post_with_pictures(replica: Mastodon) -> None:
    account = connect(replica.url)
    assert account.handle == f"harbour@{replica.url.partition('://')[2]}"
    alts = ["Rød åker 🌾", "Klinik", "", "«hvit»"]
    sent = MastodonConnector().publish(
        account, say(account, "Fire bilder", *(picture("red", alt) for alt in alts), lang=("nb-NO",))
    )
    assert sent.outcome is Outcome.LIVE
    status = replica.statuses[-1]
    assert [one["description"] for one in status["media_attachments"]] == ["Rød åker 🌾", "Klinik", None, "«hvit»"]
    assert (status["language"], status["visibility"]) == ("nb", "public")
    assert sent.url == status["url"]


def test_the_product_introduces_itself_with_least_rights(replica: Mastodon) -> None:
    connect(replica.url)
    app = next(iter(replica.state.apps.values()))
    assert app["website"] == "https://social.example.org"
    assert app["scopes"] == ["read", "write:statuses", "write:media"]


def test_what_the_answer_must_match(replica: Mastodon) -> None:
    mastodon = MastodonConnector()
    started = mastodon.start(replica.url, "", BACK, NOW, allow_private=True)
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    code, state = found["code"][0], found["state"][0]
    for pending, iss, shown, reason in (
        (started.pending, "", "x", "state_mismatch"),
        (started.pending, "https://example.org", state, "issuer_mismatch"),
        ({**started.pending, "verifier": "another"}, "", state, "denied"),
    ):
        with pytest.raises(SignInError) as caught:
            mastodon.finish(pending, code, iss, shown, NOW)
        assert caught.value.reason == reason


def test_a_web_site_is_not_a_server(replica: Mastodon) -> None:
    with LostReply(replica.url) as proxy:
        proxy.default = {"GET /api": "html_after"}
        with pytest.raises(SignInError) as caught:
            MastodonConnector().start(proxy.url, "", BACK, NOW, allow_private=True)
    assert caught.value.reason == "not_this_network"


def test_app_passwords_do_not_exist_here() -> None:
    with pytest.raises(SignInError, match="not_supported"):
        MastodonConnector().sign_in("https://example.org", "a", "b")


def test_disconnecting_ends_the_token(replica: Mastodon) -> None:
    account = connect(replica.url)
    prepared = say(account, "Kommer ikke ut")
    assert MastodonConnector().disconnect(account).done
    sent = MastodonConnector().publish(account, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "sign_in_expired")
    health = MastodonConnector().verify(account)
    assert (health.ok, health.reason) == (False, "sign_in_expired")
    assert replica.statuses == []


@pytest.mark.parametrize("has_v2", [True, False])
def test_limits_are_the_servers_own(has_v2: bool) -> None:
    with Mastodon(has_v2=has_v2, max_characters=11_000) as server:
        account = connect(server.url)
        assert MastodonConnector().limits(account).max_length == 11_000
        health = MastodonConnector().verify(account)
        assert health.limits is not None
        assert health.limits.max_length == 11_000


@pytest.fixture
def slow_pictures() -> Iterator[Mastodon]:
    with Mastodon(processing=3) as server:
        yield server


def test_a_picture_that_takes_time_is_waited_for(slow_pictures: Mastodon) -> None:
    account = connect(slow_pictures.url)
    assert MastodonConnector().publish(account, say(account, "Bilde", picture())).done


def test_a_picture_that_takes_too_long_is_tried_later(slow_pictures: Mastodon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "PROCESSING_SECONDS", 0.0)
    account, mastodon = connect(slow_pictures.url), MastodonConnector()
    outgoing = Outgoing("Bilde", NOW, (), (picture(),))
    result = mastodon.upload(account, outgoing, mastodon.prepare(account, outgoing, "key"))
    assert result.failure is not None
    assert (result.failure.outcome, result.failure.reason) == (Outcome.NOT_SENT, "busy")


def test_uploading_again_uploads_only_what_is_missing(mastodon: Adapter) -> None:
    outgoing = Outgoing("Bilder", NOW, (), (picture("red"), picture("blue")))
    first = mastodon.connector.prepare(mastodon.account, outgoing, "key")
    once = mastodon.connector.upload(mastodon.account, outgoing, first).prepared
    assert once is not None
    twice = mastodon.connector.upload(mastodon.account, outgoing, Prepared.from_json(once.to_json())).prepared
    assert twice == once
    assert mastodon.proxy.times("/api/v2/media") == 2
    old = replace(once, handles={**once.handles, "media_at": "0"})
    fresh = mastodon.connector.upload(mastodon.account, outgoing, old).prepared
    assert fresh is not None
    assert fresh.handles["media:0"] != once.handles["media:0"]
    assert fresh.handles["after"] == once.handles["after"]


def test_a_refusal_with_old_pictures_asks_for_new_ones(mastodon: Adapter) -> None:
    prepared = mastodon.prepared("Gammelt bilde", picture())
    old = replace(prepared, handles={**prepared.handles, "media_at": "0"})
    for one, reason in ((old, "upload_again"), (prepared, "invalid")):
        mastodon.proxy.script(mastodon.visible, "422_before")
        assert mastodon.connector.publish(mastodon.account, one).reason == reason


def test_the_key_makes_a_replay_the_same_post(replica: Mastodon, mastodon_account: Account) -> None:
    prepared = say(mastodon_account, "Én gang")
    mastodon = MastodonConnector()
    first, second = mastodon.publish(mastodon_account, prepared), mastodon.publish(mastodon_account, prepared)
    assert first.remote_id == second.remote_id
    assert len(replica.statuses) == 1


def test_an_older_post_with_the_same_words_is_not_ours(mastodon_account: Account) -> None:
    mastodon = MastodonConnector()
    mastodon.publish(mastodon_account, say(mastodon_account, "Vask hendene"))
    later = say(mastodon_account, "Vask hendene")
    assert mastodon.settle(mastodon_account, later, NOW).outcome is Presence.ABSENT
    sent = mastodon.publish(mastodon_account, later)
    assert mastodon.settle(mastodon_account, later, NOW).remote_id == sent.remote_id


@pytest.mark.parametrize(
    ("sent", "asked"),
    [("Vask hendene", "Vask hendene!"), ("Vask hendene", "vask hendene"), ("Vask", "Vask https://e.no")],
)
def test_a_newer_post_with_other_words_is_not_ours(mastodon_account: Account, sent: str, asked: str) -> None:
    wanted = say(mastodon_account, asked)
    MastodonConnector().publish(mastodon_account, say(mastodon_account, sent))
    assert MastodonConnector().settle(mastodon_account, wanted, NOW).outcome is Presence.ABSENT


def test_the_same_words_with_another_number_of_pictures_are_not_ours(mastodon_account: Account) -> None:
    wanted = say(mastodon_account, "Se her", picture())
    MastodonConnector().publish(mastodon_account, say(mastodon_account, "Se her"))
    assert MastodonConnector().settle(mastodon_account, wanted, NOW).outcome is Presence.ABSENT


def test_a_post_from_long_before_the_attempt_is_not_ours(mastodon_account: Account) -> None:
    wanted = say(mastodon_account, "Gammelt")
    MastodonConnector().publish(mastodon_account, wanted)
    later = datetime.now(UTC) + timedelta(hours=1)
    assert MastodonConnector().settle(mastodon_account, wanted, later).outcome is Presence.ABSENT


def test_our_post_is_found_behind_many_newer_ones(mastodon_account: Account) -> None:
    mastodon = MastodonConnector()
    wanted = say(mastodon_account, "Den vi leter etter")
    for number in range(30):
        mastodon.publish(mastodon_account, say(mastodon_account, f"Før {number}"))
    sent = mastodon.publish(mastodon_account, wanted)
    for number in range(30):
        mastodon.publish(mastodon_account, say(mastodon_account, f"Etter {number}"))
    assert mastodon.settle(mastodon_account, wanted, NOW).remote_id == sent.remote_id


@pytest.mark.parametrize(
    "text",
    [
        "Les https://example.org/en/lang/adresse/som/blir/kuttet?x=1&y=2 nå",
        "Hei @ola@example.org og @kari, #VaksinØ 👩🏽‍⚕️",
        "Linje en\nLinje to\n\nNytt avsnitt <b>ikke fet</b> & «sitat»",
        "   mellomrom   rundt   ",
    ],
)
def test_our_own_post_is_recognised_however_it_is_shown(mastodon_account: Account, text: str) -> None:
    wanted = say(mastodon_account, text)
    sent = MastodonConnector().publish(mastodon_account, wanted)
    assert MastodonConnector().settle(mastodon_account, wanted, NOW).remote_id == sent.remote_id


def test_nothing_is_ever_scheduled_by_the_server(mastodon_account: Account) -> None:
    assert "scheduled_at" not in json.loads(say(mastodon_account, "Nå").body)


@pytest.mark.faults
def test_twenty_posts_through_lost_replies_are_twenty_posts(replica: Mastodon, mastodon_account: Account) -> None:
    endings = ["cut", "500_after", "garble", "cut_before", "html_after", "pass", "422_after", "500_before"]
    mastodon = MastodonConnector()
    with LostReply(replica.url) as proxy:
        through = replace(mastodon_account, server=proxy.url)
        for number in range(20):
            prepared, since = say(through, f"Post nummer {number}"), datetime.now(UTC)
            replica.state.keys.clear()
            proxy.script("POST /api/v1/statuses", endings[number % len(endings)])
            sent = mastodon.publish(through, prepared)
            while not sent.done:
                assert sent.outcome is Outcome.UNKNOWN
                replica.state.keys.clear()
                if mastodon.settle(through, prepared, since).outcome is Presence.LIVE:
                    break
                sent = mastodon.publish(through, prepared)
    assert len(replica.statuses) == 20
    assert len({one["content"] for one in replica.statuses}) == 20
