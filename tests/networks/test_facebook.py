"""The connector for Facebook Pages against the replica, and its requests against Meta's own client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import pytest

from tests.networks.adapter import picture
from tests.networks.adapters_facebook import account_at
from tests.networks.oracle_meta import complaints
from tests.replicas.facebook import Facebook
from tests.replicas.graph import APP, PAGE_ID
from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import (
    Account,
    AppRegistration,
    Choice,
    Disclosure,
    Outcome,
    Outgoing,
    Picture,
    Prepared,
    Presence,
    SignInError,
)
from wellspoken.networks.facebook.connector import FacebookConnector
from wellspoken.networks.facebook.publishing import SWITCH, fields_of
from wellspoken.networks.facebook.text import LIMITS

BACK = "https://social.example.org/channels/back"
NOW = datetime.now(UTC)
APPLICATION = AppRegistration(*APP)
facebook = FacebookConnector()


@pytest.fixture(scope="module")
def replica() -> Iterator[Facebook]:
    with Facebook() as server:
        yield server


@pytest.fixture
def account(replica: Facebook) -> Account:
    return account_at(replica.url, replica.token())


def say(account: Account, outgoing: Outgoing) -> Prepared:
    result = facebook.upload(account, outgoing, facebook.prepare(account, outgoing, "key"))
    assert result.prepared is not None, result.failure
    return result.prepared


def connect(replica: Facebook) -> Account | Choice:
    started = facebook.start(replica.url, "", BACK, NOW, allow_private=True, app=APPLICATION)
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    return facebook.finish(started.pending, found["code"][0], "", found["state"][0], NOW)


def test_only_pages_that_may_be_written_for_can_be_chosen(replica: Facebook) -> None:
    choice = connect(replica)
    assert isinstance(choice, Choice)
    assert [one.settings["name"] for one in choice.accounts] == ["Harbour Clinic", "Harbour Research"]
    chosen = choice.accounts[0]
    assert (chosen.remote_id, set(chosen.secrets)) == (PAGE_ID, {"access", "app_id", "app_secret"})
    assert APP[1] not in repr(choice)
    assert facebook.verify(chosen).ok


def test_one_page_is_not_a_choice(replica: Facebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica, "pages", replica.pages[:1])
    assert isinstance(connect(replica), Account)
    monkeypatch.setattr(replica, "pages", replica.pages[1:2])
    with pytest.raises(SignInError, match="not_found"):
        connect(replica)


def test_what_the_person_is_asked_for() -> None:
    started = facebook.start("", "", BACK, NOW, allow_private=False, app=APPLICATION)
    assert started.authorize_url.startswith("https://www.facebook.com/v26.0/dialog/oauth?")
    asked = dict(parse_qsl(urlsplit(started.authorize_url).query))
    assert asked["scope"] == "pages_show_list,pages_manage_posts,pages_read_engagement"
    assert started.pending["server"] == "https://graph.facebook.com"
    assert APP[1] not in started.authorize_url


def test_what_the_answer_must_match(replica: Facebook) -> None:
    started = facebook.start(replica.url, "", BACK, NOW, allow_private=True, app=APPLICATION)
    for pending, code, state, reason in (
        (started.pending, "code", "another", "state_mismatch"),
        (started.pending, "", started.pending["state"], "denied"),
        (started.pending, "code", started.pending["state"], "denied"),
    ):
        with pytest.raises(SignInError) as caught:
            facebook.finish(pending, code, "", state, NOW)
        assert caught.value.reason == reason
    with pytest.raises(SignInError, match="app_missing"):
        facebook.start("", "", BACK, NOW, app=None)
    with pytest.raises(SignInError, match="not_supported"):
        facebook.sign_in("", "a", "b")


def test_pictures_go_up_unseen_with_their_descriptions(replica: Facebook, account: Account) -> None:
    pictures = (picture("red", "Rød åker 🌾"), picture("blue", ""))
    prepared = say(account, Outgoing("To bilder", NOW, ("nb",), pictures))
    number = prepared.handles["post"]
    assert (replica.posts[number]["is_published"], prepared.body) == (False, SWITCH)
    sent = facebook.publish(account, prepared)
    assert (sent.outcome, sent.remote_id) == (Outcome.LIVE, number)
    assert [replica.photos[photo]["alt"] for photo in replica.posts[number]["photos"]] == ["Rød åker 🌾", ""]
    assert sent.url == replica.posts[number]["permalink_url"]


def test_a_post_that_was_made_is_not_made_again(replica: Facebook, account: Account) -> None:
    outgoing, before = Outgoing("Én gang", NOW), len(replica.posts)
    once = say(account, outgoing)
    again = facebook.upload(account, outgoing, Prepared.from_json(once.to_json())).prepared
    assert (again, len(replica.posts)) == (once, before + 1)


def test_publishing_twice_is_one_post(replica: Facebook, account: Account) -> None:
    prepared, before = say(account, Outgoing("Trykt to ganger", NOW)), len(replica.published)
    assert facebook.publish(account, prepared) == facebook.publish(account, prepared)
    assert len(replica.published) == before + 1


def test_a_link_is_shown_as_a_card_only_without_pictures(replica: Facebook, account: Account) -> None:
    link = "https://example.org/vaksine"
    prepared = say(account, Outgoing("Les", NOW, link=link))
    assert replica.posts[prepared.handles["post"]]["link"] == link
    both = Outgoing("Les", NOW, pictures=(picture(),), link=link)
    assert [one.code for one in facebook.check(both, LIMITS)] == ["link_not_shown"]
    assert facebook.check(replace(both, text=f"Les {link}"), LIMITS) == []


REFUSED = [
    (Outgoing("x" * 63_207, NOW), ["too_long"]),
    (Outgoing("", NOW), ["empty"]),
    (Outgoing("a", NOW, thread=("b",)), ["cannot"]),
    (Outgoing("a", NOW, first_comment="b"), ["cannot"]),
    (Outgoing("a", NOW, disclosure=Disclosure(paid_partnership=True)), ["cannot"]),
    (Outgoing("a", NOW, pictures=(Picture(lambda: b"x", "image/webp", "", 4, 4),)), ["picture_type"]),
]


@pytest.mark.parametrize(("outgoing", "codes"), REFUSED)
def test_what_facebook_would_refuse_is_said_before(outgoing: Outgoing, codes: list[str]) -> None:
    assert [one.code for one in facebook.check(outgoing, LIMITS)] == codes


def test_words_can_be_changed_afterwards(replica: Facebook, account: Account) -> None:
    sent = facebook.publish(account, say(account, Outgoing("Trykkfeil", NOW)))
    better = facebook.prepare(account, Outgoing("Trykkfeilen er rettet", NOW), "key")
    assert facebook.edit(account, sent.remote_id, better).done
    assert replica.posts[sent.remote_id]["message"] == "Trykkfeilen er rettet"
    assert facebook.edit(account, "104_0", better).outcome is Outcome.REFUSED
    assert facebook.edit(account, sent.remote_id, Prepared("key", b"")).outcome is Outcome.REFUSED


def test_a_token_without_the_application_is_of_no_use(replica: Facebook, account: Account) -> None:
    stolen = replace(account, secrets={"access": account.secrets["access"]})
    assert not facebook.verify(stolen).ok
    prepared = say(account, Outgoing("Ikke denne veien", NOW))
    assert not facebook.publish(stolen, prepared).done
    assert not replica.posts[prepared.handles["post"]]["is_published"]


def test_not_found_is_gone_only_when_the_page_answers(replica: Facebook, account: Account) -> None:
    assert facebook.delete(account, f"{PAGE_ID}_0").reason == "already_gone"
    with LostReply(replica.url) as proxy:
        proxy.default = {"GET /": "500_before"}
        sent = facebook.delete(replace(account, server=proxy.url), f"{PAGE_ID}_0")
    assert sent.outcome is Outcome.UNKNOWN


def test_until_when_the_person_has_agreed(replica: Facebook, account: Account) -> None:
    found = facebook.verify(account).expires_at
    assert found == datetime.fromtimestamp(replica.agreed_until, UTC)


def test_a_request_nobody_made_ready_is_made_again(account: Account) -> None:
    sent = facebook.publish(account, facebook.prepare(account, Outgoing("Uten opplasting", NOW), "key"))
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "upload_again")


def test_another_post_or_an_unclear_answer_is_not_ours(replica: Facebook, account: Account) -> None:
    prepared = say(account, Outgoing("Uklart", NOW))
    post = replica.posts[prepared.handles["post"]]
    for change in ({"id": "104_7"}, {"is_published": "yes"}, {"is_published": None}):
        replica.posts[prepared.handles["post"]] = {**post, **change}
        assert facebook.settle(account, prepared, NOW).outcome is Presence.UNSURE


def test_disconnecting_leaves_other_pages_alone(replica: Facebook, account: Account) -> None:
    assert facebook.disconnect(account).done
    assert facebook.verify(account).ok


def test_metas_own_client_knows_every_field() -> None:
    outgoing = Outgoing("Hei", NOW, ("nb",), (picture(),), link=None)
    assert complaints("Page", "create_feed", fields_of(outgoing, ["1", "2"])) == []
    assert complaints("Page", "create_feed", fields_of(Outgoing("Hei", NOW, link="https://e.no"), [])) == []
    assert complaints("Page", "create_photo", {"alt_text_custom": "å", "published": "false"}) == []
    assert complaints("PagePost", "api_update", dict(parse_qsl(SWITCH.decode()))) == []
    assert complaints("PagePost", "api_update", {"message": "nytt"}) == []
    assert complaints("Page", "create_feed", {"mesage": "m"}) == ["mesage"]
    assert json.loads(fields_of(outgoing, ["1"])["attached_media"]) == [{"media_fbid": "1"}]


def test_the_version_is_the_one_of_metas_client() -> None:
    from facebook_business.apiconfig import ads_api_config

    assert ads_api_config["API_VERSION"] == FacebookConnector.API_VERSION
