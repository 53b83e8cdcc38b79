"""The connector for LinkedIn against the replica: Little Text, pages and members, pictures, renewals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.networks.adapter import picture
from tests.networks.adapters_linkedin import account_at
from tests.networks.adapters_tiktok import film as film_file
from tests.replicas.linkedin import APP, MEMBER, PAGE, LinkedIn, shown
from tests.replicas.lost_reply import LostReply
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
from wellspoken.networks.line import Refused
from wellspoken.networks.linkedin import film, publishing
from wellspoken.networks.linkedin.connector import LinkedInConnector
from wellspoken.networks.linkedin.text import LIMITS, little, plain

BACK = "https://social.example.org/channels/back"
NOW = datetime.now(UTC)
linkedin = LinkedInConnector()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "PAUSE", 0.01)


@pytest.fixture(scope="module")
def replica() -> Iterator[LinkedIn]:
    with LinkedIn() as server:
        yield server


@pytest.fixture
def page(replica: LinkedIn) -> Account:
    replica.processing, replica.upload_host, replica.gives_refresh = 0, "", True
    return account_at(replica.url, replica.token())


@pytest.fixture
def member(page: Account) -> Account:
    return replace(page, remote_id=MEMBER)


def say(account: Account, outgoing: Outgoing) -> Prepared:
    result = linkedin.upload(account, outgoing, linkedin.prepare(account, outgoing, "key"))
    assert result.prepared is not None, result.failure
    return result.prepared


def connect(replica: LinkedIn, **extra: str) -> Account | Choice:
    app = AppRegistration(*APP, extra)
    started = linkedin.start(replica.url, "", BACK, NOW, allow_private=True, app=app)
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    return linkedin.finish(started.pending, found["code"][0], "", found["state"][0], NOW)


WRITTEN = [
    ("Hei", "Hei"),
    ("(100 %) [se] <her> *nå*", "\\(100 %\\) \\[se\\] \\<her\\> \\*nå\\*"),
    ("#VaksinØ!", "{hashtag|\\#|VaksinØ}!"),
    ("#a_b", "{hashtag|\\#|a\\_b}"),
    ("# 1 og #1", "\\# 1 og \\#1"),
    ("@ola a|b ~c \\d", "\\@ola a\\|b \\~c \\\\d"),
    ("https://example.org/a_(b)#c", "https://example.org/a\\_\\(b\\)\\#c"),
]


@pytest.mark.parametrize(("text", "written"), WRITTEN)
def test_reserved_signs_stand_for_themselves(text: str, written: str) -> None:
    assert little(text) == written
    assert plain(written) == text


@settings(max_examples=300)
@given(st.text(alphabet=st.sampled_from(list("ab #@_*()[]{}<>|~\\ø\n1/.:h"))))
def test_what_is_written_is_what_people_see(text: str) -> None:
    assert plain(little(text)) == text
    assert shown(little(text)) == text


def test_a_mention_made_by_hand_on_linkedin_is_read_as_its_name() -> None:
    assert plain("Hei @[Ola \\(lege\\)](urn:li:person:1)") == "Hei Ola (lege)"


@pytest.mark.parametrize(("text", "count"), [("hei", 3), ("💉", 2), ("å", 1), ("", 0)])
def test_counting(text: str, count: int) -> None:
    assert linkedin.measure(text, LIMITS).count == count


def test_pages_a_person_writes_for_can_be_chosen(replica: LinkedIn) -> None:
    choice = connect(replica)
    assert isinstance(choice, Choice)
    assert [one.settings["name"] for one in choice.accounts] == ["Harbour Clinic", "Harbour Research"]
    chosen = choice.accounts[0]
    assert (chosen.remote_id, chosen.handle) == (PAGE, "harbour-clinic")
    health = linkedin.verify(chosen)
    assert health.ok
    assert health.expires_at is not None
    assert timedelta(days=364) < health.expires_at - NOW < timedelta(days=366)


def test_no_page_and_one_page(replica: LinkedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica, "roles", replica.roles[:1])
    assert isinstance(connect(replica), Account)
    monkeypatch.setattr(replica, "roles", [{"organization": PAGE, "role": "ANALYST", "state": "APPROVED"}])
    with pytest.raises(SignInError, match="not_found"):
        connect(replica)


def test_a_member_connects_with_fewer_rights(replica: LinkedIn) -> None:
    account = connect(replica, accounts="members")
    assert isinstance(account, Account)
    assert (account.remote_id, account.settings["name"]) == (MEMBER, "Ola Nordmann")
    assert linkedin.verify(account).ok


@pytest.mark.parametrize(
    ("extra", "scopes"),
    [
        ({}, "r_organization_social w_organization_social rw_organization_admin"),
        ({"accounts": "members"}, "openid profile w_member_social"),
    ],
)
def test_what_the_person_is_asked_for(extra: dict[str, str], scopes: str) -> None:
    started = linkedin.start("", "", BACK, NOW, app=AppRegistration(*APP, extra))
    assert started.authorize_url.startswith("https://www.linkedin.com/oauth/v2/authorization?")
    assert parse_qs(urlsplit(started.authorize_url).query)["scope"] == [scopes]
    assert started.pending["server"] == "https://api.linkedin.com"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_pictures_and_their_descriptions(replica: LinkedIn, page: Account, count: int) -> None:
    pictures = tuple(picture("red", f"Åker {number}" if number else "") for number in range(count))
    sent = linkedin.publish(page, say(page, Outgoing(f"Med {count} bilder", NOW, ("nb",), pictures)))
    assert sent.url == f"https://www.linkedin.com/feed/update/{sent.remote_id}/"
    content = replica.posts[sent.remote_id].get("content", {})
    images = [content["media"]] if "media" in content else content.get("multiImage", {}).get("images", [])
    assert [one.get("altText", "") for one in images] == [one.alt for one in pictures]


def test_a_link_without_pictures_is_a_card(replica: LinkedIn, page: Account) -> None:
    link = "https://example.org/vaksine"
    for title, expected in (("Om vaksinen", "Om vaksinen"), ("", "example.org")):
        sent = linkedin.publish(page, say(page, Outgoing(f"Les {title}", NOW, link=link, title=title)))
        assert replica.posts[sent.remote_id]["content"]["article"] == {"source": link, "title": expected}
    both = Outgoing("Les", NOW, pictures=(picture(),), link=link)
    assert [one.code for one in linkedin.check(both, LIMITS)] == ["link_not_shown"]


def test_a_picture_that_takes_time_is_waited_for(
    replica: LinkedIn, page: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    replica.processing = 3
    assert linkedin.publish(page, say(page, Outgoing("Tok tid", NOW, pictures=(picture(),)))).done
    monkeypatch.setattr(publishing, "WAIT_SECONDS", 0.0)
    outgoing = Outgoing("Tok for lang tid", NOW, pictures=(picture(),))
    failure = linkedin.upload(page, outgoing, linkedin.prepare(page, outgoing, "key")).failure
    assert failure is not None
    assert (failure.outcome, failure.reason) == (Outcome.NOT_SENT, "busy")


def test_uploading_again_uploads_only_what_is_missing(replica: LinkedIn, page: Account) -> None:
    outgoing, before = Outgoing("Igjen", NOW, pictures=(picture(), picture("blue"))), len(replica.images)
    once = say(page, outgoing)
    assert linkedin.upload(page, outgoing, Prepared.from_json(once.to_json())).prepared == once
    assert len(replica.images) == before + 2
    old = replace(once, handles={**once.handles, "media_at": "0"})
    again = linkedin.upload(page, outgoing, old).prepared
    assert again is not None
    assert again.handles["image:0"] != once.handles["image:0"]


def test_pictures_and_the_token_go_to_linkedin_only(replica: LinkedIn, page: Account) -> None:
    with LostReply(replica.url) as elsewhere:
        replica.upload_host = elsewhere.url.partition("://")[2]
        outgoing = Outgoing("Feil sted", NOW, pictures=(picture(),))
        failure = linkedin.upload(page, outgoing, linkedin.prepare(page, outgoing, "key")).failure
        assert failure is not None
        assert elsewhere.seen == []


def test_a_film_is_brought_in_parts(replica: LinkedIn, page: Account, tmp_path: Path) -> None:
    outgoing = Outgoing("Håndvask på film", NOW, video=film_file(tmp_path / "film.mp4"), title="Slik")
    assert linkedin.check(outgoing, LIMITS) == []
    with LostReply(replica.url) as proxy:
        replica.upload_host = proxy.url.partition("://")[2]
        prepared = say(replace(page, server=proxy.url), outgoing)
        assert proxy.times("/uploadedVideo/") == 3
    sent = linkedin.publish(page, prepared)
    assert replica.posts[sent.remote_id]["content"] == {"media": {"id": prepared.handles["film"], "title": "Slik"}}
    assert linkedin.settle(page, prepared, NOW).remote_id == sent.remote_id
    assert linkedin.upload(page, outgoing, prepared).prepared == prepared


def test_a_film_goes_out_only_when_it_can_be_shown(
    replica: LinkedIn, page: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "WAIT_SECONDS", 0.0)
    replica.processing, outgoing = 3, Outgoing("Tar tid", NOW, video=film_file(tmp_path / "film.mp4"))
    prepared, before = say(page, outgoing), len(replica.posts)
    early = linkedin.publish(page, prepared)
    assert (early.outcome, early.reason, len(replica.posts)) == (Outcome.NOT_SENT, "busy", before)
    while not linkedin.publish(page, prepared).done:
        assert len(replica.posts) == before
    monkeypatch.setattr(replica, "verdict", "PROCESSING_FAILED")
    failure = linkedin.upload(page, outgoing, linkedin.prepare(page, outgoing, "key")).failure
    assert failure is not None
    assert failure.outcome is Outcome.REFUSED


@pytest.mark.parametrize("address", ["https://dms.linkedin.com.example.org/x", "http://dms.linkedin.com/x", "", None])
def test_films_go_to_linkedin_only(address: str | None) -> None:
    line = linkedin.line(account_at("https://api.linkedin.com", "token"))
    assert film._place(line, "https://www.linkedin.com/dms-uploads/x") == "https://www.linkedin.com/dms-uploads/x"
    with pytest.raises(Refused):
        film._place(line, address)


def test_the_same_words_again_name_the_post_that_has_them(page: Account, member: Account) -> None:
    for account, outcome in ((page, Outcome.LIVE), (member, Outcome.UNKNOWN)):
        prepared = say(account, Outgoing(f"Vask hendene {account.remote_id}", NOW))
        first = linkedin.publish(account, prepared)
        again = linkedin.publish(account, prepared)
        assert (again.outcome, again.remote_id, again.url) == (outcome, first.remote_id, first.url)


def test_the_same_words_long_ago_are_a_refusal(replica: LinkedIn, page: Account) -> None:
    prepared = say(page, Outgoing("Hvert år i november", NOW))
    first = linkedin.publish(page, prepared)
    replica.posts[first.remote_id] |= {"publishedAt": 1_600_000_000_000, "createdAt": 1_600_000_000_000}
    again = linkedin.publish(page, prepared)
    assert (again.outcome, again.reason, again.remote_id) == (Outcome.REFUSED, "conflict", first.remote_id)


def test_what_is_not_our_post(replica: LinkedIn, page: Account) -> None:
    wanted = say(page, Outgoing("Se her", NOW, pictures=(picture(),)))
    linkedin.publish(page, say(page, Outgoing("Se her", NOW)))
    assert linkedin.settle(page, wanted, NOW).outcome is Presence.ABSENT
    other = say(page, Outgoing("Se her!", NOW))
    assert linkedin.settle(page, other, NOW).outcome is Presence.ABSENT
    assert linkedin.settle(page, Prepared("key", b""), NOW).outcome is Presence.UNSURE


def test_too_many_newer_posts_prove_nothing(replica: LinkedIn, page: Account) -> None:
    wanted = say(page, Outgoing("Den vi leter etter", NOW))
    for number in range(publishing.PAGE):
        linkedin.publish(page, say(page, Outgoing(f"Nyere {number}", NOW)))
    assert linkedin.settle(page, wanted, NOW).outcome is Presence.UNSURE
    sent = linkedin.publish(page, wanted)
    assert linkedin.settle(page, wanted, NOW).remote_id == sent.remote_id


def test_a_member_is_never_asked(replica: LinkedIn, member: Account) -> None:
    with LostReply(replica.url) as proxy:
        through = replace(member, server=proxy.url)
        prepared = say(through, Outgoing("Et medlem", NOW))
        assert linkedin.settle(through, prepared, NOW).outcome is Presence.UNSURE
        assert proxy.seen == []


def test_words_can_be_changed_afterwards(replica: LinkedIn, page: Account) -> None:
    sent = linkedin.publish(page, say(page, Outgoing("Trykkfeil (1)", NOW)))
    better = linkedin.prepare(page, Outgoing("Rettet (2)", NOW), "key")
    assert linkedin.edit(page, sent.remote_id, better).done
    assert shown(replica.posts[sent.remote_id]["commentary"]) == "Rettet (2)"
    assert linkedin.edit(page, "urn:li:share:1", better).outcome is Outcome.REFUSED
    assert linkedin.edit(page, sent.remote_id, Prepared("key", b"[]")).outcome is Outcome.REFUSED


def ended(replica: LinkedIn, account: Account, **secrets: str) -> Account:
    past = str((datetime.now(UTC) - timedelta(hours=1)).timestamp())
    replica.refresh_tokens.add("refresh-token-of-the-page")
    kept = {**account.secrets, "expires_at": past, "refresh": "refresh-token-of-the-page", **secrets}
    return replace(account, secrets=kept)


def test_a_token_that_has_ended_is_renewed_and_the_refresh_token_kept(replica: LinkedIn, page: Account) -> None:
    sent = linkedin.publish(ended(replica, page), say(page, Outgoing("Fornyet", NOW)))
    assert sent.done
    assert sent.new_secrets is not None
    assert sent.new_secrets["refresh"] == "refresh-token-of-the-page"
    assert sent.new_secrets["access"] != page.secrets["access"]
    assert sent.new_secrets["app_secret"] == APP[1]


def test_a_refresh_token_that_has_ended_means_connecting_again(replica: LinkedIn, page: Account) -> None:
    health = linkedin.verify(ended(replica, page, refresh="ended-refresh-token"))
    assert (health.ok, health.reason) == (False, "sign_in_expired")
    sent = linkedin.publish(ended(replica, page, refresh="ended"), say(page, Outgoing("Kommer ikke ut", NOW)))
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "sign_in_expired")


def test_a_renewal_that_gets_no_answer_is_tried_later(replica: LinkedIn, page: Account) -> None:
    with LostReply(replica.url) as proxy:
        proxy.default = {"/oauth/v2/accessToken": "500_before"}
        health = linkedin.verify(ended(replica, replace(page, server=proxy.url)))
    assert (health.ok, health.reason) == (False, "server_error")


def test_the_body_says_who_and_to_whom(page: Account) -> None:
    post = json.loads(say(page, Outgoing("Hei", NOW)).body)
    assert (post["author"], post["visibility"], post["lifecycleState"]) == (PAGE, "PUBLIC", "PUBLISHED")
    assert post["distribution"]["feedDistribution"] == "MAIN_FEED"
