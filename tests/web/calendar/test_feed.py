"""The calendar for other programs: private, in the owner's language, silent about words nobody has approved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.factories import make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import FeedKey, Team, User
from wellspoken.rooms.people.services import end_feed, leave, make_feed_key

Plan = Callable[..., Post]


@pytest.fixture
def owner(reader: Client) -> User:
    return User.objects.get(pk=reader.session["_auth_user_id"])


def read(key: str) -> Any:
    answer = Client().get(reverse("calendar_feed", args=[key]))
    return Calendar.from_ical(answer.content) if answer.status_code == 200 else None


def test_it_tells_approved_words_and_only_the_time_of_others(owner: User, plan: Plan) -> None:
    plan("2026-11-23T09:00", "Clean hands", state="scheduled")
    plan("2026-11-24T10:00", "Kari is home again")
    events = {str(event["summary"]): event for event in read(make_feed_key(actor=owner)).walk("VEVENT")}
    scheduled = next(event for words, event in events.items() if "Clean hands" in words)
    assert scheduled.decoded("dtstart").isoformat() == "2026-11-23T08:00:00+00:00"  # nine in Oslo
    assert scheduled["status"] == "CONFIRMED"
    assert ": Scheduled" in scheduled["description"]
    assert not any("Kari" in str(event.to_ical()) for event in events.values())
    assert [event["status"] for words, event in events.items() if words.startswith("Draft")] == ["TENTATIVE"]


@pytest.mark.parametrize(("language", "word"), [("nb", "Planlagt"), ("id", "Terjadwal")])
def test_it_speaks_the_owners_language(owner: User, plan: Plan, language: str, word: str) -> None:
    User.objects.filter(pk=owner.pk).update(language=language)
    plan("2026-11-23T09:00", "Clean hands", state="scheduled")
    assert word in str(read(make_feed_key(actor=owner)).walk("VEVENT")[0]["summary"])


def test_it_shows_no_more_than_its_owner_may_see(plan: Plan) -> None:
    plan("2026-11-23T09:00", "Clean hands", state="scheduled")
    stranger = make_person("publisher", make_team("Elsewhere"))
    assert read(make_feed_key(actor=stranger)).walk("VEVENT") == []


def test_the_key_is_kept_nowhere_and_ends_in_every_way(owner: User) -> None:
    first, second = make_feed_key(actor=owner), make_feed_key(actor=owner)
    assert read(first) is None
    assert read(second) is not None
    assert FeedKey.objects.get().digest not in (first, second)
    assert not AuditEntry.objects.filter(data__icontains=second).exists()
    end_feed(actor=owner)
    end_feed(actor=owner)
    assert read(second) is None
    third = make_feed_key(actor=owner)
    administrator = make_person("administrator")
    make_person("administrator")
    leave(actor=administrator, person=owner)
    assert read(third) is None
    assert list(AuditEntry.objects.filter(action__startswith="person.feed").values_list("action", flat=True)) == [
        *("person.feed_made", "person.feed_made", "person.feed_ended", "person.feed_made")
    ]


@pytest.mark.parametrize("key", ["x", "%00", "å" * 300, "-" * 43, "' or 1=1"])
def test_unknown_addresses_are_not_there(team: Team, key: str) -> None:
    assert Client().get(reverse("calendar_feed", args=[key])).status_code == 404


def test_two_thousand_posts_cost_as_many_questions_as_two(
    owner: User, plan: Plan, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    key = make_feed_key(actor=owner)
    for hour in range(10, 22):
        plan(f"2026-11-23T{hour}:00", f"Post {hour}", state="scheduled")
    with django_assert_max_num_queries(10):
        read(key)
