"""Threads: answers, pictures with a point, done and open again, people who are mentioned."""

from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import make_body, make_person, make_post, make_team
from tests.rooms.review.flows import named, sent, workflow
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content.body import Picture
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import notices, services
from wellspoken.rooms.review.errors import NoSuchPassage
from wellspoken.rooms.review.mentioning import found_in
from wellspoken.rooms.review.models import Mention
from wellspoken.rooms.review.services import Spot
from wellspoken.sample.pictures import draw


@pytest.fixture
def pictured(house):
    upload = SimpleUploadedFile("a.jpg", draw("lake"), "image/jpeg")
    media = add_picture(actor=house.ana, team=house.team, upload=upload)
    body = make_body(channels=(house.channel.pk,), pictures=(Picture(str(media.pk), media.sha256, "A lake"),))
    return SimpleNamespace(revision=make_post(house.team, house.ana, body).current, key=str(media.pk))


def say(house, revision, text="Why this?", actor=None, **more):
    return services.comment(actor=actor or house.rina, revision=revision, text=text, **more)


def test_answers_belong_to_a_thread_of_the_same_post(house, asked):
    first = say(house, asked.revision)
    answer = say(house, asked.revision, "Because.", actor=house.ana, thread=first.pk)
    assert (answer.thread, answer.quote) == (first, "")
    for wrong in (answer.pk, 999_999):  # answers have no answers of their own
        with pytest.raises(NotThere):
            say(house, asked.revision, thread=wrong)
    other = make_post(house.team, house.ana, make_body("Other words.", channels=(house.channel.pk,)))
    with pytest.raises(NotThere):
        say(house, other.current, thread=first.pk)


def test_a_thread_is_done_and_open_again(house, asked):
    first = say(house, asked.revision)
    answer = say(house, asked.revision, "Because.", thread=first.pk)
    done = services.resolve_comment(actor=house.ana, post=asked.post, comment_id=answer.pk)
    assert (done.pk, done.resolved_by) == (first.pk, house.ana)
    for _ in range(2):
        again = services.reopen_comment(actor=house.rina, post=asked.post, comment_id=first.pk)
        assert again.resolved_at is None
    assert AuditEntry.objects.filter(action="review.reopened").count() == 1
    with pytest.raises(Denied):
        services.reopen_comment(actor=make_person(Role.VIEWER, house.team), post=asked.post, comment_id=first.pk)


@pytest.mark.parametrize(
    ("x", "y", "kept"), [(None, None, (None, None)), (0, 100, (0, 100)), (40, 30, (40, 30)), (40, None, (None, None))]
)
def test_a_comment_points_into_a_picture(house, pictured, x, y, kept):
    made = say(house, pictured.revision, spot=Spot(pictured.key, x, y))
    assert (made.picture, (made.x, made.y), made.quote) == (pictured.key, kept, "")


@pytest.mark.parametrize("spot", [Spot("gone"), Spot("KEY", 101, 5), Spot("KEY", 5, -1)])
def test_a_point_must_be_in_a_picture_of_the_version(house, pictured, spot):
    spot = Spot(pictured.key if spot.picture == "KEY" else spot.picture, spot.x, spot.y)
    with pytest.raises(NoSuchPassage):
        say(house, pictured.revision, spot=spot)


def person(name):
    return SimpleNamespace(name=name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Ana Berg look", ["Ana Berg"]),
        ("please @ana, and @Rina Hart!", ["Ana Berg", "Rina Hart"]),
        ("@Anabel is somebody else", []),
        ("mail ana@example.org", []),
        ("@Kari: two of them, so nobody", []),
        ("@Kari Nilsen", ["Kari Nilsen"]),
        ("Ana Berg without the sign", []),
        ("@dr. Ola Moe", ["dr. Ola Moe"]),
        ("@Ola", ["dr. Ola Moe"]),
        ("@", []),
    ],
)
def test_who_is_mentioned(text, names):
    people = [person(n) for n in ("Ana Berg", "Rina Hart", "Kari Nilsen", "Kari Vik", "dr. Ola Moe")]
    assert [one.name for one in found_in(text, people)] == names


def test_mentions_go_to_people_of_the_team_once_and_never_to_oneself(house, asked, django_capture_on_commit_callbacks):
    make_person(Role.REVIEWER, make_team(), name="Far Away")
    with django_capture_on_commit_callbacks(execute=True):
        made = say(house, asked.revision, "@Ana Berg @ana @Rina Hart @Far Away: who pays?")
    notices.drain()
    assert [mention.user for mention in made.mentions.all()] == [house.ana]
    assert mail.outbox[-1].to == [house.ana.email]
    assert f"/review/{asked.pk}/#comment-{made.pk}" in mail.outbox[-1].body
    assert "who pays" not in mail.outbox[-1].body
    assert services.mark_mentions(actor=house.ana, post=asked.post) == 1
    assert services.mark_mentions(actor=house.ana, post=asked.post) == 0
    assert not Mention.objects.filter(seen_at=None).exists()


def test_who_is_asked_in_a_step_may_comment(house):
    dean = make_person(Role.VIEWER, house.team)
    workflow(house.team, named("Dean", dean))
    request = sent(house)
    say(house, request.revision, actor=dean)
    with pytest.raises(Denied):
        say(house, request.revision, actor=make_person(Role.VIEWER, house.team))
