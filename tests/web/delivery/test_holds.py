"""The pages about holds: one press to stop, a list to decide, a band on every page."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.factories import make_channel, make_organisation, make_person, make_team
from tests.publishing_kit import post_on
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import services, sweeping, telling
from wellspoken.rooms.publishing.models import Delivery, Hold

pytestmark = pytest.mark.django_db
WHY = "A fire in building C."


@pytest.fixture
def team() -> Team:
    make_organisation()
    return make_team("Heart")


def held(team: Team, count: int = 1) -> Hold:
    """A hold on the team that has caught `count` posts."""
    channel = make_channel(team, "bluesky")
    for _ in range(count):
        post_on([channel])
    hold = services.place_hold(actor=make_person(Role.ADMINISTRATOR), over=services.Over(team=team), reason=WHY)
    while sweeping.due_rows(timezone.now()).exists():
        sweeping.sweep(timezone.now(), "w")
    return hold


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_one_press_on_the_home_page(client: Client, team: Team) -> None:
    make_channel(team, "bluesky")
    client.force_login(make_person(Role.PUBLISHER, team))
    home = text(client.get("/"))
    assert 'action="/holds/place/"' in home
    assert f'value="team:{team.pk}"' in home
    assert 'value="organisation"' not in home
    answer = client.post("/holds/place/", {"over": f"team:{team.pk}", "reason": WHY})
    hold = Hold.objects.get()
    assert answer["Location"] == f"/holds/{hold.pk}/"
    for page in ("/", "/posts/", "/calendar/"):
        said = text(client.get(page))
        assert "Held back: Heart" in said
        assert WHY in said


def test_who_sees_the_band_and_the_button(client: Client, team: Team) -> None:
    held(team)
    client.force_login(make_person(Role.EDITOR, team))
    page = text(client.get("/"))
    assert "hold-band" in page
    assert "/holds/place/" not in page
    client.force_login(make_person(Role.EDITOR, make_team()))
    assert "hold-band" not in text(client.get("/"))


@pytest.mark.parametrize(
    ("sent", "says"),
    [({"over": "organisation", "reason": "x"}, "Say in a few words why"), ({"over": "", "reason": WHY}, "Choose what")],
)
def test_what_is_typed_is_kept(client: Client, team: Team, sent: dict[str, str], says: str) -> None:
    client.force_login(make_person(Role.ADMINISTRATOR))
    answer = client.post("/holds/place/", sent)
    assert answer.status_code == 422
    assert says in text(answer)
    assert sent["reason"] in text(answer)
    assert not Hold.objects.exists()


def test_lift_decide_and_undo(client: Client, team: Team) -> None:
    hold = held(team, 3)
    client.force_login(make_person(Role.PUBLISHER, team))
    page = f"/holds/{hold.pk}/"
    standing = text(client.get(page))
    assert "3 posts were caught" in standing
    assert 'value="send"' not in standing
    client.post(page + "lift/")
    assert 'value="send"' in text(client.get(page))
    assert "3 posts wait for a decision after a hold" in text(client.get("/"))
    first, second, _third = Delivery.objects.order_by("pk")
    sent = {f"do-{first.pk}": "cancel", f"do-{second.pk}": "at", f"at-{second.pk}": "2020-01-01T09:00", "rest": "send"}
    client.post(page + "decide/", sent)
    states = list(Delivery.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["cancelled", "held", "scheduled"]
    after = text(client.get(page))
    assert "Still held: that time is over." in after
    client.post(page + "undo/")
    assert set(Delivery.objects.values_list("state", flat=True)) == {"held"}
    assert client.post(page + "undo/").status_code == 404


def test_administrators_lift_and_publishers_decide(client: Client, team: Team) -> None:
    hold = held(team)
    client.force_login(make_person(Role.ADMINISTRATOR, team))
    client.post(f"/holds/{hold.pk}/lift/")
    page = text(client.get(f"/holds/{hold.pk}/"))
    assert "People who may publish on these channels decide." in page
    assert client.post(f"/holds/{hold.pk}/decide/", {"rest": "cancel"}).status_code == 403
    assert Delivery.objects.get().state == "held"


def test_other_teams_know_nothing(client: Client, team: Team) -> None:
    hold = held(team)
    client.force_login(make_person(Role.PUBLISHER, make_team()))
    for act in ("", "lift/", "decide/", "undo/", "put-back/"):
        address = f"/holds/{hold.pk}/{act}"
        answer = client.post(address) if act else client.get(address)
        assert answer.status_code == 404
    assert "Nothing is held back" in text(client.get("/holds/"))
    assert client.post("/holds/place/", {"over": f"team:{team.pk}", "reason": WHY}).status_code == 404


def test_of_a_hold_on_everything_everybody_sees_their_own_posts(client: Client, team: Team) -> None:
    post_on([make_channel(team, "bluesky")])
    hold = services.place_hold(actor=make_person(Role.ADMINISTRATOR), over=services.Over(), reason=WHY)
    sweeping.sweep(timezone.now(), "w")
    client.force_login(make_person(Role.PUBLISHER, make_team()))
    assert "Nothing waits here" in text(client.get(f"/holds/{hold.pk}/"))
    client.force_login(make_person(Role.PUBLISHER, team))
    assert "1 post was caught" in text(client.get(f"/holds/{hold.pk}/"))


def test_put_back(client: Client, team: Team) -> None:
    hold = held(team)
    client.force_login(make_person(Role.PUBLISHER, team))
    client.post(f"/holds/{hold.pk}/lift/")
    client.post(f"/holds/{hold.pk}/put-back/")
    hold.refresh_from_db()
    assert hold.standing


def test_publishers_hear_of_it_once(team: Team) -> None:
    person, other = make_person(Role.PUBLISHER, team), make_person(Role.PUBLISHER, make_team())
    hold = held(team, 2)
    telling.tell_of_holds()
    telling.tell_of_holds()
    assert [m.to for m in mail.outbox] == [[person.email]]
    assert WHY in mail.outbox[0].body
    services.lift_hold(actor=make_person(Role.ADMINISTRATOR), hold=hold)
    telling.tell_of_holds()
    assert len(mail.outbox) == 2
    assert f"/holds/{hold.pk}/" in mail.outbox[1].body
    assert other.email not in str([m.to for m in mail.outbox])


@pytest.mark.parametrize("count", [2, 70])
def test_queries_and_size_do_not_grow(
    client: Client, team: Team, count: int, django_assert_max_num_queries: Any
) -> None:
    hold = held(team, count)
    services.lift_hold(actor=make_person(Role.ADMINISTRATOR), hold=hold)
    client.force_login(make_person(Role.PUBLISHER, team))
    for page in ("/", "/holds/", f"/holds/{hold.pk}/"):
        with django_assert_max_num_queries(12):
            answer = client.get(page)
        assert len(gzip.compress(answer.content)) < 20_000
