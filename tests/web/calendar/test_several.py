"""Moving several posts at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from tests.publishing_kit import approve, at, soon
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery

pytestmark = pytest.mark.django_db
PAGE = "/calendar/several/"


@pytest.fixture
def team() -> Team:
    make_organisation()
    return make_team()


def planned(team: Team, title: str, days: int) -> Post:
    """A draft for nine o'clock, so many days from now."""
    moment = (timezone.now() + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)
    return make_post(team, body=make_body(title=title), **at(moment, "UTC"))


def when(post: Post) -> Any:
    return Post.objects.get(pk=post.pk).plan_at


def text(client: Client, path: str = PAGE) -> str:
    return client.get(path).content.decode()


def test_drafts_and_approved_ones_move_together_and_back(client: Client, team: Team) -> None:
    client.force_login(make_person(Role.PUBLISHER, team))
    draft, other = planned(team, "Draft", 3), planned(team, "Other", 4)
    channel = make_channel(team)
    approved = make_post(
        team, body=make_body(title="Approved", channels=(channel.pk,)), sealed=True, **at(soon(days=5), "UTC")
    )
    approve(approved)
    due = Delivery.objects.get().due_at
    before = {post.pk: when(post) for post in (draft, other)}
    assert text(client).count('name="post"') == 3
    answer = client.post(PAGE, {"post": [draft.pk, approved.pk], "days": "7"})
    assert answer["Location"] == PAGE
    assert when(draft) == before[draft.pk] + timedelta(days=7)
    assert when(other) == before[other.pk]
    assert Delivery.objects.get().due_at - due.replace(second=0, microsecond=0) == timedelta(days=7)
    assert "2 posts moved." in text(client)
    client.post(f"{PAGE}undo/")
    assert when(draft) == before[draft.pk]
    assert Delivery.objects.get().due_at == due.replace(second=0, microsecond=0)
    assert "Undo the last move" not in text(client)


def test_another_time_of_day(client: Client, team: Team) -> None:
    client.force_login(make_person(Role.EDITOR, team))
    post = planned(team, "Draft", 3)
    client.post(PAGE, {"post": [post.pk], "days": "0", "at": "15:45"})
    assert f"{when(post):%H:%M}" == "15:45"


def test_one_that_cannot_move_stays_with_its_reason(client: Client, team: Team) -> None:
    client.force_login(make_person(Role.EDITOR, team))
    near, far = planned(team, "Near", 2), planned(team, "Far", 30)
    before = when(near)
    page = client.post(PAGE, {"post": [near.pk, far.pk], "days": "-5"}).content.decode()
    assert "1 post moved." in page
    assert "1 stayed; its row says why." in page
    assert 'class="s why"' in page
    assert when(near) == before


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"days": "x"}, 422), ({"days": "900"}, 422), ({"days": "1"}, 200), ({"days": "1", "post": ["x", "9" * 30]}, 200)],
)
def test_bad_or_empty_choices_move_nothing(client: Client, team: Team, sent: dict[str, Any], status: int) -> None:
    client.force_login(make_person(Role.EDITOR, team))
    post = planned(team, "Draft", 3)
    before = when(post)
    assert client.post(PAGE, sent).status_code == status
    assert when(post) == before


def test_not_those_of_other_teams_nor_by_viewers(client: Client, team: Team) -> None:
    theirs, mine = planned(make_team(), "Theirs", 3), planned(team, "Mine", 3)
    before = when(theirs), when(mine)
    client.force_login(make_person(Role.EDITOR, team))
    assert "Theirs" not in text(client)
    client.post(PAGE, {"post": [theirs.pk], "days": "7"})
    client.force_login(make_person(Role.VIEWER, team))
    assert 'class="s why"' in client.post(PAGE, {"post": [mine.pk], "days": "7"}).content.decode()
    assert (when(theirs), when(mine)) == before


def test_few_queries_for_many_posts(client: Client, team: Team, django_assert_max_num_queries: Any) -> None:
    client.force_login(make_person(Role.EDITOR, team))
    for number in range(30):
        planned(team, f"Post {number}", 3)
    with django_assert_max_num_queries(12):
        client.get(PAGE)


def test_nothing_planned(client: Client, team: Team) -> None:
    client.force_login(make_person(Role.EDITOR, team))
    assert "Nothing is planned" in text(client)
