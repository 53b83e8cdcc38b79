"""The signed webhook: what the receiver sees, what proves a post, what stays secret."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.networks.adapter import picture
from tests.replicas.lost_reply import LostReply
from tests.replicas.receiver import Receiver
from wellspoken.networks.contract import (
    Account,
    Disclosure,
    Outcome,
    Outgoing,
    Picture,
    Prepared,
    Presence,
    SignInError,
)
from wellspoken.networks.registry import sign_in, token_sign_in
from wellspoken.networks.webhook.connector import WebhookConnector
from wellspoken.networks.webhook.signing import headers, key_of, new_secret

NOW = datetime.now(UTC)
HOOK = WebhookConnector()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver(new_secret()) as server:
        yield server


@pytest.fixture
def account(receiver: Receiver) -> Account:
    return HOOK.connect_token({"address": receiver.address, "secret": receiver.secret}, allow_private=True)


def say(account: Account, text: str, *pictures: Picture, **more: object) -> Prepared:
    outgoing = Outgoing(text, NOW, ("nb",), pictures, **more)  # type: ignore[arg-type]
    result = HOOK.upload(account, outgoing, HOOK.prepare(account, outgoing, HOOK.key_for(NOW)))
    assert result.prepared is not None, result.failure
    return result.prepared


def test_the_receiver_gets_everything(receiver: Receiver, account: Account) -> None:
    disclosure = Disclosure(paid_partnership=True)
    more = {"title": "Uke 47", "thread": ("to",), "first_comment": "kilde", "disclosure": disclosure}
    sent = HOOK.publish(account, say(account, "Ærlig talt", picture("red", "rød"), picture("blue", "blå"), **more))
    assert sent.outcome is Outcome.LIVE
    post = next(iter(receiver.posts.values()))
    assert (sent.remote_id, sent.url) == (post["id"], f"https://news.example.org/{post['id']}")
    assert [one["alt"] for one in post["pictures"]] == ["rød", "blå"]
    assert len({receiver.pictures[one["id"]] for one in post["pictures"]}) == 2
    assert (post["title"], post["thread"], post["first_comment"], post["lang"]) == ("Uke 47", ["to"], "kilde", ["nb"])
    assert (post["paid_partnership"], post["ai_made"]) == (True, False)


def test_the_official_library_accepts_the_signature_and_nothing_else() -> None:
    secret, body = new_secret(), '{"text":"Ærlig 💉"}'.encode()
    made = headers(secret, "msg_1", datetime.now(UTC), body)
    Webhook(secret).verify(body, made)
    old = headers(secret, "msg_1", datetime.now(UTC) - timedelta(hours=1), body)
    for shown, data in (
        (made, body + b" "),
        ({**made, "webhook-id": "msg_2"}, body),
        ({**made, "webhook-timestamp": str(int(made["webhook-timestamp"]) + 1)}, body),
        (old, body),
    ):
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(data, shown)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(body, made)


def test_the_same_delivery_twice_is_one_post(receiver: Receiver, account: Account) -> None:
    prepared = say(account, "En gang")
    first, second = HOOK.publish(account, prepared), HOOK.publish(account, prepared)
    assert first.remote_id == second.remote_id
    assert len(receiver.posts) == 1


def test_a_receiver_that_answers_no_questions_leaves_it_to_a_person(receiver: Receiver, account: Account) -> None:
    receiver.answers_questions = False
    with LostReply(receiver.url) as proxy:
        behind = replace(account, server=proxy.url)
        prepared = say(behind, "Hvem vet")
        for act, reason in (("cut", "lost_reply"), ("422_before", "odd_answer")):
            proxy.script("post.publish", act)
            sent = HOOK.publish(behind, prepared)
            assert (sent.outcome, sent.reason) == (Outcome.UNKNOWN, reason)
            assert HOOK.settle(behind, prepared, NOW).outcome is Presence.UNSURE


def test_the_receiver_need_not_name_the_post(receiver: Receiver, account: Account) -> None:
    receiver.named = lambda post: {}  # type: ignore[method-assign]
    prepared = say(account, "Uten navn")
    assert HOOK.publish(account, prepared).remote_id == prepared.key
    receiver.named = lambda post: {"id": "7", "url": "javascript:alert(1)"}  # type: ignore[method-assign]
    assert HOOK.publish(account, prepared).url == ""


def test_another_secret_is_a_broken_sign_in(receiver: Receiver, account: Account) -> None:
    prepared = say(account, "Nei")
    other = replace(account, secrets={**account.secrets, "secret": new_secret()})
    sent = HOOK.publish(other, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "sign_in_expired")
    health = HOOK.verify(other)
    assert (health.ok, health.reason) == (False, "sign_in_expired")
    assert receiver.posts == {}


def test_a_missing_secret_sends_nothing(receiver: Receiver, account: Account) -> None:
    prepared = say(account, "Nei")
    broken = replace(account, secrets={"secret": "whsec_!", "path": "/"})
    assert HOOK.publish(broken, prepared).outcome is Outcome.NOT_SENT
    assert HOOK.delete(broken, "1").outcome is Outcome.NOT_SENT
    assert receiver.messages == []


def test_a_picture_is_handed_over_once(receiver: Receiver, account: Account) -> None:
    outgoing = Outgoing("Bilde", NOW, ("nb",), (picture(),))
    first = HOOK.upload(account, outgoing, HOOK.prepare(account, outgoing, HOOK.key_for(NOW))).prepared
    assert first is not None
    assert HOOK.upload(account, outgoing, first).prepared == first
    assert len(receiver.pictures) == 1


def test_deleting_what_a_receiver_does_not_delete(receiver: Receiver, account: Account) -> None:
    with LostReply(receiver.url) as proxy:
        proxy.script("post.delete", "422_before")
        sent = HOOK.delete(replace(account, server=proxy.url), "1")
    assert (sent.outcome, sent.reason) == (Outcome.REFUSED, "invalid")


def test_editing_changes_words_and_may_be_repeated(receiver: Receiver, account: Account) -> None:
    sent = HOOK.publish(account, say(account, "Før", picture()))
    new = say(account, "Etter", title="Ny")
    for _ in range(2):
        assert HOOK.edit(account, sent.remote_id, new).done
    keys = [said["data"]["delivery"] for said in receiver.messages if said["type"] == "post.edit"]
    assert HOOK.edit(account, sent.remote_id, say(account, "Etter", title="Ny")).done
    assert keys[0] == keys[1] != receiver.messages[-1]["data"]["delivery"]
    post = next(iter(receiver.posts.values()))
    assert (post["text"], post["title"], len(post["pictures"])) == ("Etter", "Ny", 1)
    gone = HOOK.edit(account, "999", new)
    assert (gone.outcome, gone.reason) == (Outcome.REFUSED, "not_found")
    assert HOOK.edit(account, sent.remote_id, Prepared("k", b"")).outcome is Outcome.REFUSED


CONNECTING = [
    ({}, "details_missing"),
    ({"address": "http://hooks.example.org/a"}, "address_refused"),
    ({"address": "https://me:you@hooks.example.org/a"}, "address_refused"),
    ({"address": "https://hooks.example.org:port/a"}, "address_refused"),
    ({"address": "https://hooks.example.org/a", "secret": "short"}, "sign_in_wrong"),
    ({"address": "https://hooks.example.org/a", "secret": "whsec_c2hvcnQ="}, "sign_in_wrong"),
]


@pytest.mark.parametrize(("fields", "reason"), CONNECTING)
def test_what_cannot_be_connected(fields: dict[str, str], reason: str) -> None:
    with pytest.raises(SignInError) as caught:
        HOOK.connect_token(fields, allow_private=False)
    assert caught.value.reason == reason


def test_a_secret_is_made_when_none_is_given() -> None:
    made = HOOK.connect_token({"address": "https://hooks.example.org/a?b=c"}, allow_private=False)
    again = HOOK.connect_token({"address": "https://hooks.example.org/a?b=c"}, allow_private=False)
    assert len(key_of(made.secrets["secret"])) == 32
    assert made.secrets["secret"] != again.secrets["secret"]
    assert made.remote_id == again.remote_id
    assert (made.server, made.handle, made.secrets["path"]) == (
        "https://hooks.example.org",
        "hooks.example.org",
        "/a?b=c",
    )
    assert made.secrets["secret"] not in repr(made)
    assert [one.name for one in token_sign_in("webhook").token_fields if one.generated] == ["secret"]


def test_only_forms_connect_a_webhook() -> None:
    with pytest.raises(LookupError):
        sign_in("webhook")
    with pytest.raises(LookupError):
        token_sign_in("mastodon")


def test_the_message_is_the_one_that_was_stored(receiver: Receiver, account: Account) -> None:
    prepared = say(account, "Som avtalt")
    HOOK.publish(account, Prepared.from_json(prepared.to_json()))
    assert receiver.messages[-1] == json.loads(prepared.body)
