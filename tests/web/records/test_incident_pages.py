"""The incidents' pages, and the home page while one is open."""

from __future__ import annotations

import pytest

from tests.factories import make_person, make_team
from tests.web.house import make_house
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Takedown
from wellspoken.rooms.records.models import Incident

pytestmark = pytest.mark.django_db
WHAT = "A name is to be read on the wall behind the nurse."
DONE = "The person was told and the picture is gone."


@pytest.fixture
def house(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("wellspoken.rooms.channels.sandbox.answers", lambda: False)
    made = make_house()
    Incident.objects.all().delete()
    return made


def reported(client, house, role=Role.PUBLISHER, **more):
    client.force_login(house.people[role])
    said = {"team": house.team.pk, "what": WHAT, "people": "Kari <b>N</b>", **more}
    answer = client.post(f"/incidents/new/?post={house.objects['live']['pk']}", said)
    assert answer.status_code == 302, answer.content.decode()
    return Incident.objects.latest("pk")


def test_report_and_take_down_in_one_act(client, house):
    client.force_login(house.people[Role.PUBLISHER])
    html = client.get(f"/incidents/new/?post={house.objects['live']['pk']}").content.decode()
    assert "Take the post down everywhere now" in html
    assert "45 CFR 164.404" in html
    incident = reported(client, house, remove="on", public_reason="Not ours to show.")
    assert Takedown.objects.get(post=incident.post).public_reason == "Not ours to show."
    html = client.get(f"/incidents/{incident.pk}/").content.decode()
    for words in (
        "What must be done",
        WHAT,
        "Kari &lt;b&gt;N&lt;/b&gt;",
        "45 CFR 164.404",
        "as it was to be seen".capitalize(),
    ):
        assert words in html
    assert AuditEntry.objects.filter(action="reading.opened", object_id=str(incident.pk)).count() == 1


def test_a_viewer_reports_without_taking_down(client, house):
    client.force_login(house.people[Role.VIEWER])
    html = client.get(f"/incidents/new/?post={house.objects['live']['pk']}").content.decode()
    assert "Take the post down everywhere now" not in html
    incident = reported(client, house, Role.VIEWER, remove="on")
    assert not Takedown.objects.exists()
    html = client.get(f"/incidents/{incident.pk}/").content.decode()
    assert "Close it with this" not in html
    assert client.post(f"/incidents/{incident.pk}/act/", {"act": "close", "text": DONE}).status_code == 403
    assert client.get(f"/incidents/{incident.pk}/evidence.json").status_code == 404


@pytest.mark.parametrize("wrong", [{"what": "x"}, {"team": "999"}, {"affected": "-1"}, {"known_at": "soon"}])
def test_what_is_wrong_is_said(client, house, wrong):
    client.force_login(house.people[Role.VIEWER])
    said = {"team": house.team.pk, "what": WHAT} | wrong
    assert client.post("/incidents/new/", said).status_code == 422
    assert client.get("/incidents/new/?post=999999").status_code == 404


def test_from_the_home_page_to_the_end(client, house):
    incident = reported(client, house)
    boss = house.people[Role.ADMINISTRATOR]
    client.force_login(boss)
    assert f"/incidents/{incident.pk}/" in client.get("/").content.decode()
    assert f"/incidents/{incident.pk}/" in client.get("/incidents/").content.decode()
    act = f"/incidents/{incident.pk}/act/"
    assert client.post(act, {"act": "close", "text": DONE}).status_code == 422
    html = client.get(f"/incidents/{incident.pk}/").content.decode()
    import re

    for duty in set(re.findall(r'name="duty" value="([^"]+)"', html)):
        client.post(act, {"act": "duty", "duty": duty, "done": "yes", "text": DONE})
    assert client.post(act, {"act": "note", "text": "short"}).status_code == 422
    client.post(act, {"act": "note", "text": "His wife was told as well."})
    client.post(act, {"act": "assign", "officer": "nobody"})
    client.post(act, {"act": "assign", "officer": house.wide[Role.ADMINISTRATOR].pk})
    client.post(act, {"act": "close", "text": DONE})
    incident.refresh_from_db()
    assert incident.state == "closed"
    assert incident.officer == house.wide[Role.ADMINISTRATOR]
    html = client.get(f"/incidents/{incident.pk}/").content.decode()
    assert "His wife was told" in html
    assert DONE in html
    assert f"/incidents/{incident.pk}/" not in client.get("/").content.decode()
    assert client.get(f"/incidents/{incident.pk}/evidence.json").json()["post"]["id"] == incident.post_id


def test_others_know_nothing(client, house):
    incident = reported(client, house)
    for person in (house.people[Role.EDITOR], make_person(Role.ADMINISTRATOR, make_team())):
        client.force_login(person)
        assert client.get(f"/incidents/{incident.pk}/").status_code == 404
        assert client.post(f"/incidents/{incident.pk}/act/", {"text": DONE}).status_code == 404
        assert f"/incidents/{incident.pk}/" not in client.get("/").content.decode()


def test_queries_do_not_grow(client, house, django_assert_max_num_queries):
    for _ in range(2):
        for _ in range(4):
            incident = reported(client, house)
        client.force_login(house.people[Role.ADMINISTRATOR])
        for where in ("/incidents/", f"/incidents/{incident.pk}/"):
            client.get(where)
            with django_assert_max_num_queries(12):
                assert client.get(where).status_code == 200
