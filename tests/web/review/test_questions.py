"""The checklist on the review page: answered with plain forms, kept when something is refused, shown on the post."""

import pytest
from django.urls import reverse

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services
from wellspoken.rooms.review.models import Answer, Decision

pytestmark = pytest.mark.django_db
TEXT = "A walk for the heart on Saturday, in partnership with Elm Shoes."
FIELD, NOTE = "answer-FTC-2", "note-FTC-2"


@pytest.fixture
def house():
    make_organisation()
    team = make_team("St. Elm's")
    return {
        "team": team,
        "channel": make_channel(team),
        "ana": make_person(Role.EDITOR, team, name="Ana Berg"),
        "rina": make_person(Role.REVIEWER, team, name="Rina Hart"),
        "siti": make_person(Role.REVIEWER, team, name="Siti", language="id"),
        "vera": make_person(Role.VIEWER, team, name="Vera"),
    }


@pytest.fixture
def asked(house):
    post = make_post(house["team"], house["ana"], make_body(TEXT, channels=(house["channel"].pk,)))
    return services.submit(actor=house["ana"], post=post, base_version=post.version)


def page(client, asked):
    return client.get(reverse("review", args=[asked.pk])).content.decode()


def test_the_reviewer_is_asked_and_told_why(client, house, asked):
    client.force_login(house["rina"])
    html = page(client, asked)
    for words in ("Is every payment, gift, job or tie", "A partner, a sponsor or a gift is named.", "16 CFR 255"):
        assert words in html
    assert html.count(f'name="{FIELD}"') == 3
    assert "1 question needs your answer" in html
    assert 'form="answers"' in html


def test_in_the_readers_language(client, house, asked):
    client.force_login(house["siti"])
    assert "Apakah setiap bayaran, hadiah, atau hubungan" in page(client, asked)


def test_answering_then_approving(client, house, asked):
    client.force_login(house["rina"])
    answer = client.post(reverse("review_answer", args=[asked.pk]), {FIELD: "yes", NOTE: "First line."})
    assert answer.status_code == 302
    assert answer.url.endswith("#questions")
    html = page(client, asked)
    assert "Rina Hart answered: Yes" in html
    assert "needs your answer" not in html
    client.post(reverse("review", args=[asked.pk]), {"verdict": "approve", "seen": asked.content_hash})
    assert Decision.objects.get().verdict == "approve"


def test_approving_takes_the_answers_along(client, house, asked):
    client.force_login(house["rina"])
    fields = {"verdict": "approve", "seen": asked.content_hash, FIELD: "yes", NOTE: ""}
    assert client.post(reverse("review", args=[asked.pk]), fields).status_code == 302
    assert Answer.objects.get().answer == "yes"
    assert Decision.objects.exists()


def test_approving_without_an_answer_says_what_to_do(client, house, asked):
    client.force_login(house["rina"])
    answer = client.post(reverse("review", args=[asked.pk]), {"verdict": "approve", "seen": asked.content_hash})
    assert answer.status_code == 422
    assert "1 question is still open" in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_answer_that_asks_for_a_change_holds_it_back_and_says_what_to_do(client, house, asked):
    client.force_login(house["rina"])
    fields = {"verdict": "approve", "seen": asked.content_hash, FIELD: "no", NOTE: "Nothing is said."}
    answer = client.post(reverse("review", args=[asked.pk]), fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "something must change first" in html
    assert "Say it in the first line" in html
    assert Answer.objects.get().answer == "no"
    assert not Decision.objects.exists()


def test_a_refused_note_keeps_what_was_typed(client, house, asked):
    client.force_login(house["rina"])
    answer = client.post(reverse("review_answer", args=[asked.pk]), {FIELD: "na", NOTE: "our own"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why it does not apply" in html
    assert 'value="our own"' in html
    assert 'value="na" checked' in html
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "fields", [{}, {FIELD: "maybe"}, {"answer-": "yes"}, {"answer-HIPAA-ID-Q": "no"}, {FIELD: "\x00"}, {NOTE: "x"}]
)
def test_odd_answers_change_nothing(client, house, asked, fields):
    client.force_login(house["rina"])
    assert client.post(reverse("review_answer", args=[asked.pk]), fields).status_code in {302, 422}
    assert not Answer.objects.exists()


def test_too_late_is_told(client, house, asked):
    services.decide(actor=house["siti"], request=asked, verdict="reject", reason="Please name the partner.")
    client.force_login(house["rina"])
    answer = client.post(reverse("review_answer", args=[asked.pk]), {FIELD: "yes"})
    assert answer.status_code == 409
    assert not Answer.objects.exists()


def test_others_see_the_answers_but_no_form(client, house, asked):
    services.answer(actor=house["rina"], request=asked, given=[services.Given("FTC-2", "na", "It is our own shop.")])
    client.force_login(house["vera"])
    html = page(client, asked)
    assert f'name="{FIELD}"' not in html
    for words in ("Rina Hart answered: Does not apply", "It is our own shop.", "Is every payment"):
        assert words in html


def test_the_posts_page_tells_who_answered_what(client, house, asked):
    services.answer(actor=house["rina"], request=asked, given=[services.Given("FTC-2", "no", "Nothing is said.")])
    services.answer(actor=house["siti"], request=asked, given=[services.Given("FTC-2", "yes", "Now it is.")])
    client.force_login(house["vera"])
    html = client.get(reverse("post", args=[asked.post_id])).content.decode()
    for words in ("Questions that were answered", "Is every payment", "Siti", "Rina Hart", "Nothing is said."):
        assert words in html


def test_notes_are_shown_as_text(client, house, asked):
    note = "<script>alert(1)</script> & more"
    services.answer(actor=house["rina"], request=asked, given=[services.Given("FTC-2", "yes", note)])
    for who, name, key in (("rina", "review", asked.pk), ("vera", "post", asked.post_id)):
        client.force_login(house[who])
        html = client.get(reverse(name, args=[key])).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html
