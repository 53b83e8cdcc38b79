"""Several workers at once: each reminder, each warning and each request of deputies goes out once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team, make_trained
from tests.rooms.review.test_races import together
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import expiring, notices, reminding, services
from wellspoken.rooms.review.models import Reminder, ReviewRequest
from wellspoken.rooms.review.services.chasing import ask_deputies

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4


@pytest.fixture
def request_():
    make_organisation()
    team = make_team()
    ana = make_person(Role.EDITOR, team)
    post = make_post(team, ana, make_body(channels=(make_channel(team).pk,)))
    make_person(Role.REVIEWER, team)
    request = services.submit(actor=ana, post=post, base_version=post.version)
    Post.objects.update(plan_kind="at", plan_at=timezone.now() - timedelta(hours=1))
    notices.drain()
    mail.outbox.clear()
    return request


def counts(found):
    assert all(isinstance(one, int) for one in found), found
    return sorted(found)


def test_one_worker_sends_each_reminder(request_):
    now = timezone.now()
    found = together(*[lambda: reminding.remind(now)] * WORKERS)
    notices.drain()
    assert counts(found) == [0] * (WORKERS - 1) + [1]
    assert Reminder.objects.count() == 1
    assert len(mail.outbox) == 2  # the reviewer and the author
    assert verify().ok


def test_one_worker_sends_each_warning():
    make_trained(make_person(Role.REVIEWER), "privacy", days=5)
    now = timezone.now()
    assert counts(together(*[lambda: expiring.warn(now)] * WORKERS)) == [0] * (WORKERS - 1) + [1]


def test_deputies_are_asked_once_by_two_who_press_at_once(request_):
    post = request_.post
    one = make_person(Role.REVIEWER, post.team)
    services.name_deputy(actor=one, user=one, deputy=make_person(Role.REVIEWER, post.team))
    rows = [ReviewRequest.objects.select_related("post__team", "revision").get(pk=request_.pk) for _ in range(2)]
    found = together(*[lambda row=row: ask_deputies(actor=post.author, request=row) for row in rows])
    assert sorted(len(people) for people in found) == [0, 1]
