"""The archive's pages: search, one edition, holds, deletion, other teams, cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_organisation, make_person, make_team
from tests.web.house import make_house
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.records.models import Edition, LegalHold

pytestmark = pytest.mark.django_db
WHY = "The board decided so."


@pytest.fixture
def house(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("wellspoken.rooms.channels.sandbox.answers", lambda: False)
    return make_house()


@pytest.fixture
def edition(house):
    return Edition.objects.get()


def test_search_and_one_edition(client, house, edition):
    client.force_login(house.people[Role.VIEWER])
    html = client.get("/archive/?words=walk").content.decode()
    assert f"/archive/{edition.pk}/" in html
    assert "Nothing matches" in client.get("/archive/?words=zebra").content.decode()
    html = client.get(f"/archive/{edition.pk}/").content.decode()
    for words in ("Walk for thirty minutes", "fits: these are the words", "It is public", "45 CFR 164.316"):
        assert words in html
    assert "Place a legal hold" not in html
    picture = client.get(f"/archive/{edition.pk}/pictures/{edition.content['pictures'][0]['sha256']}/")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert client.get(f"/archive/{edition.pk}/pictures/{'f' * 64}/").status_code == 404


def test_an_altered_edition_says_so(client, house, edition):
    edition.content["text"] = "<b>Other</b> words"
    edition.save()
    client.force_login(house.people[Role.VIEWER])
    html = client.get(f"/archive/{edition.pk}/").content.decode()
    assert "it was altered" in html
    assert "<b>Other" not in html


def test_other_teams_see_nothing(client, edition):
    client.force_login(make_person(Role.ADMINISTRATOR, make_team()))
    assert client.get(f"/archive/{edition.pk}/").status_code == 404
    assert client.post(f"/archive/{edition.pk}/hold/", {"reason": WHY}).status_code == 404
    assert "Nothing was public yet" in client.get("/archive/").content.decode()
    assert client.get("/archive/99999999999999999999/").status_code == 404


def test_a_hold_is_placed_and_lifted(client, house, edition):
    client.force_login(house.people[Role.AUDITOR])
    answer = client.post(f"/archive/{edition.pk}/hold/", {"reason": "short"})
    assert answer.status_code == 422
    assert "short" in answer.content.decode()
    client.post(f"/archive/{edition.pk}/hold/", {"reason": WHY})
    assert LegalHold.objects.filter(state="standing").count() == 1
    assert WHY in client.get(f"/archive/{edition.pk}/").content.decode()
    assert f"/archive/{edition.pk}/" in client.get("/archive/?held=1").content.decode()
    client.post(f"/archive/{edition.pk}/hold/", {"reason": WHY, "act": "lift"})
    assert not LegalHold.objects.filter(state="standing").exists()


def test_deletion_by_hand_when_its_time_has_come(client, house, edition):
    client.force_login(house.wide[Role.ADMINISTRATOR])
    assert "Delete for good" not in client.get(f"/archive/{edition.pk}/").content.decode()
    answer = client.post(f"/archive/{edition.pk}/delete/", {"reason": WHY}, follow=True)
    assert "still public" in answer.content.decode()
    long_ago = timezone.now() - timedelta(days=8 * 365)
    Edition.objects.update(began_at=long_ago, ended_at=long_ago)
    assert f"/archive/{edition.pk}/" in client.get("/archive/due/").content.decode()
    assert "Delete for good" in client.get(f"/archive/{edition.pk}/").content.decode()
    answer = client.post(f"/archive/{edition.pk}/delete/", {"reason": WHY}, follow=True)
    html = answer.content.decode()
    assert "Walk for thirty" not in html
    assert "deleted by a person" in html
    assert "its content is gone" in html


def test_queries_do_not_grow(client, django_assert_max_num_queries, settings, tmp_path):
    from tests.factories import make_channel, make_post
    from wellspoken.rooms.publishing.models import Delivery
    from wellspoken.rooms.records.archiving import keep

    settings.MEDIA_ROOT = tmp_path
    make_organisation()
    team = make_team()
    person = make_person(Role.AUDITOR, team)
    client.force_login(person)
    for _size in range(2):
        for _ in range(12):
            post, now = make_post(team, sealed=True), timezone.now()
            row = {"post": post, "revision": post.current, "content_hash": post.current.content_hash}
            made = Delivery.objects.create(
                **row, channel=make_channel(team), state="live", due_at=now, not_before=now, live_at=now
            )
            keep(made.pk)
        for where in ("/archive/", "/archive/due/", f"/archive/{Edition.objects.first().pk}/"):
            with django_assert_max_num_queries(12):
                answer = client.get(where)
            assert answer.status_code == 200
            assert len(answer.content) < 120_000
