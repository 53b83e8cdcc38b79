"""Late approvals are foreseen and said, in the composer, on the post, in the queue and on the calendar."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.channels.models import Slot
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import notices, services
from wellspoken.rooms.review.models import Decision, Reminder, ReviewRequest
from wellspoken.rooms.review.selectors.paces import Asked, foresee, paces
from wellspoken.rooms.review.services import submit

pytestmark = pytest.mark.django_db
H = timedelta(hours=1)
#: Tuesday 24 November 2026, 10:00 in Oslo
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house():
    make_organisation()
    team = make_team("Havnesykehuset", country="no")
    return {
        "team": team,
        "channel": make_channel(team),
        "ana": make_person(Role.EDITOR, team, name="Ana Berg"),
        "rina": make_person(Role.REVIEWER, team, name="Rina Hart"),
        "reza": make_person(Role.REVIEWER, team, name="Reza Moe"),
    }


def decided(house, hours, by="rina", **changes):
    """An earlier review that took so many hours of one morning."""
    asked_at = changes.pop("asked_at", datetime(2026, 11, 17, 7, tzinfo=UTC))
    post = make_post(house["team"], house["ana"], make_body(), sealed=True, state="published")
    facts = {"post": post, "revision": post.current, "content_hash": post.current.content_hash}
    request = ReviewRequest.objects.create(**facts, state="approved", asked_by=house["ana"])
    decision = Decision.objects.create(**facts, request=request, verdict="approve", by=house[by], **changes)
    ReviewRequest.objects.filter(pk=request.pk).update(asked_at=asked_at)
    Decision.objects.filter(pk=decision.pk).update(at=asked_at + hours * H)


def usual(house, by="rina", hours=(1, 2, 3, 4, 5)):
    for one in hours:
        decided(house, one, by)


def waiting(house, due=None, asked=0):
    """A post that was sent to review `asked` hours ago and is to go out `due` hours from now."""
    post = make_post(house["team"], house["ana"], make_body(channels=(house["channel"].pk,)))
    submit(actor=house["ana"], post=post, base_version=post.version)
    ReviewRequest.objects.filter(post=post).update(asked_at=NOW - asked * H)
    if due is not None:
        Post.objects.filter(pk=post.pk).update(plan_kind="at", plan_at=NOW + due * H, plan_zone="Europe/Oslo")
    post.refresh_from_db()
    return post


def page(client, person, name, *args, query="", **headers):
    client.force_login(person)
    answer = client.get(reverse(name, args=args) + query, **headers)
    assert answer.status_code == 200
    return answer.content.decode()


CASES = [
    (5, 0, "approved at about Tue 24 Nov, 13:00, Oslo, in time"),
    (3, 0, "But one in five takes until Tue 24 Nov, 14:00, Oslo or longer"),
    (1, 0, "approved at about Tue 24 Nov, 13:00, Oslo: 2 hours after its time"),
    (None, 0, "approved at about Tue 24 Nov, 13:00, Oslo."),
    (5, 27, "It has waited longer than nearly all others"),
    (-1, 3, "Its time has passed without an approval"),
]


@pytest.mark.parametrize(("due", "asked", "said"), CASES)
def test_the_posts_page_asks_and_is_told(client, house, due, asked, said):
    usual(house)
    post = waiting(house, due, asked)
    assert reverse("post_forecast", args=[post.pk]) in page(client, house["ana"], "post", post.pk)
    assert said in page(client, house["ana"], "post_forecast", post.pk)
    part = page(client, house["ana"], "post_forecast", post.pk, HTTP_HX_REQUEST="true")
    assert said in part
    assert "<html" not in part


def test_few_data_are_said_to_be_few(client, house):
    usual(house, hours=(1, 2, 3, 4))
    post = waiting(house, 1)
    assert "it takes 5 decisions of this team in 90 days to tell" in page(
        client, house["ana"], "post_forecast", post.pk
    )
    assert "too late" not in page(client, house["rina"], "reviews")


@pytest.mark.parametrize("nothing", ["taken back", "carried over", "old", "another team", "not the last step"])
def test_what_says_nothing_of_the_pace_does_not_count(house, nothing):
    usual(house, hours=(1, 2, 3, 4))
    changes = {
        "taken back": {"taken_back_at": NOW},
        "old": {"asked_at": NOW - timedelta(days=95)},
        "not the last step": {"final": False},
    }
    if nothing == "another team":
        usual({**house, "team": make_team()})
    else:
        decided(house, 0.001 if nothing == "carried over" else 5, **changes.get(nothing, {}))
    team = house["team"].pk
    assert len(paces([team], NOW)[team].took) == 4


def test_only_those_who_could_decide_now_count_while_they_are_enough(house):
    usual(house, "rina", (1, 1, 1, 1, 1))
    usual(house, "reza", (6, 6, 6, 6, 6))
    team = house["team"].pk
    assert {pk: pace.usual for pk, pace in paces([team], NOW)[team].by_reviewer().items()} == {
        house["rina"].pk: H,
        house["reza"].pk: 6 * H,
    }
    day = timezone.localdate()
    services.note_absence(actor=house["rina"], user=house["rina"], first=day, last=day)
    asked = Asked(team, house["ana"].pk, NOW + 2 * H, NOW)
    found = foresee(asked, NOW, paces([team], NOW))
    assert (found.kind, found.at) == ("late", NOW + 6 * H)
    services.note_absence(actor=house["reza"], user=house["reza"], first=day, last=day)
    assert foresee(asked, NOW, paces([team], NOW)).count == 10


def test_the_queue_the_review_and_the_calendar_say_it(client, house):
    usual(house)
    post, fine = waiting(house, 1), waiting(house, 30)
    said = "approved 2 hours too late at this pace"
    assert page(client, house["rina"], "reviews").count(said) == 1
    asked = ReviewRequest.objects.get(post=post)
    assert reverse("post_forecast", args=[post.pk]) in page(client, house["rina"], "review", asked.pk)
    calendar = page(client, house["rina"], "calendar", query="?view=list&day=2026-11-24")
    assert said in calendar
    assert said not in page(client, house["rina"], "calendar", query="?view=day&day=2026-11-25")
    assert fine.plan_at > post.plan_at


def test_the_composer_says_it_on_sending(client, house):
    usual(house)
    post = make_post(house["team"], house["ana"], make_body(channels=(house["channel"].pk,)))
    Post.objects.filter(pk=post.pk).update(
        plan_kind="at", plan_at=NOW + H, plan_wall="2026-11-24T11:00", plan_zone="UTC"
    )
    assert reverse("post_forecast", args=[post.pk]) in page(client, house["ana"], "compose", post.pk)
    part = page(client, house["ana"], "post_forecast", post.pk, query="?compose", HTTP_HX_REQUEST="true")
    assert "If it is sent to review now:" in part
    assert 'value="compose"' in part
    said = {"action": "submit", "version": post.version, "title": "A walk", "text": "Walk for thirty minutes.",
            "channel": [house["channel"].pk], "lang": "en"}  # fmt: skip
    answer = client.post(reverse("compose", args=[post.pk]), said, follow=True)
    assert "2 hours after its time" in answer.content.decode()


@pytest.mark.parametrize("slot", [None, time(15), time(13, 30)])
def test_one_press_moves_it_to_a_time_that_is_safe(client, house, slot):
    """Four of five take until 14:00: the next slot after that, or 14:00 itself."""
    usual(house)
    post = waiting(house, 1)
    if slot:
        Slot.objects.create(channel=house["channel"], weekday=1, at=slot)
    there = {None: "Tue 24 Nov, 14:00, Oslo", time(15): "Tue 24 Nov, 15:00, Oslo"}
    time_ = there.get(slot, "Tue 1 Dec, 13:30, Oslo")
    assert f"Move it to {time_}" in page(client, house["ana"], "post_forecast", post.pk)
    assert "Move it to" not in page(client, house["rina"], "post_forecast", post.pk)
    client.force_login(house["ana"])
    answer = client.post(reverse("post_safe_time", args=[post.pk]), follow=True)
    assert f"Moved to {time_}" in answer.content.decode()
    post.refresh_from_db()
    assert (post.state, post.plan_at > NOW + 3 * H) == ("in_review", True)
    assert "in time" in page(client, house["ana"], "post_forecast", post.pk)


def test_only_who_may_edit_moves_it_and_nothing_is_guessed(client, house):
    post = waiting(house, 1)
    client.force_login(house["rina"])
    assert client.post(reverse("post_safe_time", args=[post.pk])).status_code == 403
    client.force_login(house["ana"])
    answer = client.post(reverse("post_safe_time", args=[post.pk]), follow=True)
    assert "no time is safe" in answer.content.decode()
    before = post.plan_at
    post.refresh_from_db()
    assert post.plan_at == before


def test_the_deputy_is_asked_with_one_press(client, house, django_capture_on_commit_callbacks):
    usual(house)
    post = waiting(house, 1)
    where = reverse("post_deputies", args=[post.pk])
    client.force_login(house["ana"])
    assert "has named a deputy" in client.post(where, follow=True).content.decode()
    services.name_deputy(actor=house["rina"], user=house["rina"], deputy=house["reza"])
    assert "Ask Reza Moe to step in" in page(client, house["ana"], "post_forecast", post.pk)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert "Reza Moe is asked by mail." in client.post(where, follow=True).content.decode()
    notices.drain()
    assert [m.to for m in mail.outbox] == [[house["reza"].email]]
    shown = page(client, house["ana"], "post_forecast", post.pk)
    assert "Asked to step in: Reza Moe." in shown
    assert where not in shown
    assert "They were asked before." in client.post(where, follow=True).content.decode()
    assert Reminder.objects.count() == 1
    client.force_login(make_person(Role.VIEWER, house["team"]))
    assert client.post(where).status_code == 403


@pytest.mark.parametrize("state", ["approved", "published", "rejected"])
def test_what_waits_for_no_approval_has_no_forecast(client, house, state):
    usual(house)
    post = waiting(house, 1)
    Post.objects.filter(pk=post.pk).update(state=state)
    assert "It waits for no approval." in page(client, house["ana"], "post_forecast", post.pk)


def test_a_crowd_costs_no_more_queries(client, house, django_assert_max_num_queries):
    usual(house, hours=[1, 2, 3, 4, 5] * 12)
    services.name_deputy(actor=house["rina"], user=house["rina"], deputy=house["reza"])
    posts = [waiting(house, 1) for _number in range(4)]
    for person in [make_person(Role.REVIEWER, house["team"]) for _number in range(12)]:
        services.name_deputy(actor=person, user=person, deputy=house["reza"])
    for name, args in (("reviews", []), ("calendar", []), ("post_forecast", [posts[0].pk]), ("post", [posts[0].pk])):
        page(client, house["ana"] if name == "post_forecast" else house["rina"], name, *args)
        with django_assert_max_num_queries(20 if name == "post_forecast" else 12):
            client.get(reverse(name, args=args))
