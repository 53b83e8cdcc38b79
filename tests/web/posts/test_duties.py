"""After a take-down for a patient's sake: the duties on the post's page, their clocks, and what is recorded."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_organisation, make_person
from tests.publishing_kit import approved_post
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    make_organisation()
    return approved_post()[0]


@pytest.fixture
def pia(post: Post) -> User:
    return make_person(Role.PUBLISHER, post.team, name="Pia Lund")


def page(client, user: User, post: Post) -> str:
    client.force_login(user)
    return client.get(reverse("post", args=[post.pk])).content.decode()


def taken_down(client, user: User, post: Post, cause: str, country: str = "us") -> None:
    post.team.country = country
    post.team.save()
    client.force_login(user)
    form = {"reason": "The picture shows a board", "public_reason": "", "cause": cause}
    answer = client.post(reverse("post_take_down", args=[post.pk]), form)
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("cause", "country", "shown", "hidden"),
    [
        ("exposure", "us", "45 CFR 164.404-408", "GDPR art. 33"),
        ("exposure", "no", "GDPR art. 33-34", "45 CFR 164.404"),
        ("exposure", "id", "UU 27/2022 Pasal 46", "GDPR art. 33"),
        ("withdrawal", "no", "GDPR art. 7(3)", "GDPR art. 33"),
        ("withdrawal", "id", "UU 27/2022 Pasal 9", "UU 27/2022 Pasal 46"),
    ],
)
def test_the_page_says_what_is_due(client, post, pia, cause: str, country: str, shown: str, hidden: str) -> None:
    taken_down(client, pia, post, cause, country)
    text = page(client, pia, post)
    assert shown in text
    assert hidden not in text
    assert "After the take-down" in text


def test_the_clock_runs_from_the_take_down(client, post, pia) -> None:
    taken_down(client, pia, post, "exposure", "id")
    entry = AuditEntry.objects.get(action="takedown.asked")
    assert entry.data == {"cause": "exposure", "countries": ["id"]}
    assert f"{entry.at + timedelta(hours=72):%Y-%m-%dT%H:%M}" in page(client, pia, post)


@pytest.mark.parametrize(("cause", "country"), [("", "us"), ("withdrawal", "us"), ("exposure", "jp")])
def test_nothing_is_asked_where_nothing_is_due(client, post, pia, cause: str, country: str) -> None:
    taken_down(client, pia, post, cause, country)
    assert "After the take-down" not in page(client, pia, post)


def test_an_answer_is_recorded_with_its_note(client, post, pia) -> None:
    taken_down(client, pia, post, "exposure", "no")
    address = reverse("post_duty", args=[post.pk, "GDPR-4"])
    assert client.post(address, {"done": "no", "note": "Waiting for the officer"}).status_code == 302
    assert "Not yet" in page(client, pia, post)
    client.post(address, {"done": "yes", "note": "Reported, case 12"})
    text = page(client, pia, post)
    assert "Reported, case 12" in text
    assert address not in text
    said = AuditEntry.objects.filter(action="takedown.answered").order_by("seq")
    assert [e.data for e in said] == [{"duty": "GDPR-4", "answer": a} for a in ("no", "yes")]
    assert "GDPR-4" not in text
    assert "Was the data protection authority told?" in text


def test_no_answer_without_a_note_or_for_nothing(client, post, pia) -> None:
    taken_down(client, pia, post, "exposure", "no")
    client.post(reverse("post_duty", args=[post.pk, "GDPR-4"]), {"done": "yes", "note": " "})
    client.post(reverse("post_duty", args=[post.pk, "OTHER-1"]), {"done": "yes", "note": "Done"})
    assert not AuditEntry.objects.filter(action="takedown.answered").exists()


def test_who_may_answer(post) -> None:
    with pytest.raises(Denied):
        services.answer_duty(
            actor=make_person(Role.EDITOR, post.team), post=post, duty="GDPR-4", done=True, note="Done"
        )
    with pytest.raises(StateConflict):
        services.answer_duty(
            actor=make_person(Role.PUBLISHER, post.team), post=post, duty="GDPR-4", done=True, note="Done"
        )
