"""The audit log's pages: only with the right, filters, proof, export, cost."""

import io
import json
import zipfile

import pytest

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.audit import keys, proof
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.services import record
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.content.services import create_post
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
ALLOWED = {Role.AUDITOR, Role.ADMINISTRATOR}


@pytest.fixture
def house():
    make_organisation()
    team = make_team("St. Elm's")
    ana = make_person(Role.EDITOR, team, name="Ana Berg")
    for _ in range(3):
        create_post(actor=ana, team=team)
    return {"team": team, "ana": ana, "paul": make_person(Role.AUDITOR, None, name="Paul Reyes")}


@pytest.mark.parametrize("role", list(Role))
def test_who_may(client, house, role):
    client.force_login(make_person(role, None))
    expected = 200 if role in ALLOWED else 403
    found = client.get("/audit/"), client.post("/audit/verify/"), client.post("/audit/export/")
    assert [answer.status_code for answer in found] == [expected] * 3


def test_signed_out(client, house):
    for answer in (client.get("/audit/"), client.post("/audit/verify/"), client.post("/audit/export/")):
        assert answer.status_code == 302


def test_proof_and_its_failure(client, house):
    client.force_login(house["paul"])
    html = client.post("/audit/verify/").content.decode()
    assert "Unbroken" in html
    assert "3 entries were read" in html
    AuditEntry.objects.filter(seq=2).update(actor_name="Somebody else")
    html = client.post("/audit/verify/").content.decode()
    assert "Entry 2 was altered" in html
    assert "Unbroken" not in html


def test_the_export_proves_itself(client, house):
    client.force_login(house["paul"])
    client.post("/audit/anchor/")
    answer = client.post("/audit/export/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        lines, anchors = archive.read("audit.jsonl").splitlines(), archive.read("anchors.jsonl").splitlines()
    assert json.loads(lines[0])["action"] == "post.created"
    assert json.loads(lines[-2])["action"] == "audit.exported"
    found = proof.prove(lines, [json.loads(line) for line in anchors])
    assert (found.ok, found.anchors) == (True, 1)
    assert "attachment" in answer["Content-Disposition"]


def test_the_page_of_proof_shows_key_and_anchors(client, house):
    client.force_login(house["paul"])
    assert "made with the first anchor" in client.get("/audit/proof/").content.decode()
    client.post("/audit/anchor/", follow=True)
    html = client.get("/audit/proof/").content.decode()
    assert keys.current_key()[:8] in html
    found = client.get("/audit/anchors/1.json")
    assert found.json()["anchor"]["number"] == 1
    assert client.get("/audit/anchors/2.json").status_code == 404
    assert client.get("/audit/anchors/99999999999999999999.json").status_code == 404


def test_personal_text_is_emptied_by_an_administrator_with_a_reason(client, house):
    entries = [note_of(house["ana"], house["team"]) for _ in range(2)]
    where = f"/audit/entries/{entries[0].seq}/"
    client.force_login(house["paul"])  # an auditor reads, and changes nothing
    assert "Ana said so" in client.get(where).content.decode()
    assert client.post(where, {"reason": "Asked for by the person"}).status_code == 403
    client.force_login(make_person(Role.ADMINISTRATOR, house["team"]))
    assert client.post(where, {"reason": "Asked for by the person"}).status_code == 403
    client.force_login(make_person(Role.ADMINISTRATOR))
    assert client.post(where, {"reason": "short"}).status_code == 422
    assert client.post(where, {"reason": "Asked for by the person"}).status_code == 302
    html = client.get(where).content.decode()
    assert "Ana said so" not in html
    assert "emptied, its seal is kept" in html
    assert client.post(where, {"reason": "Asked for by the person"}).status_code == 404
    entries[1].refresh_from_db()
    assert entries[1].personal
    assert verify().ok


def test_emptying_may_take_the_whole_post(client, house):
    post = make_post(house["team"], house["ana"])
    entries = [note_of(house["ana"], post) for _ in range(3)]
    client.force_login(make_person(Role.ADMINISTRATOR))
    where = f"/audit/entries/{entries[0].seq}/"
    assert "2 other entries" in client.get(where).content.decode()
    client.post(where, {"reason": "Asked for by the person", "whole": "on"})
    assert not AuditEntry.objects.filter(personal__isnull=False).exists()
    assert verify().ok


def note_of(person, thing):
    return record(action="post.created", actor=person, obj=thing, personal={"note": "Ana said so"})


def test_reading_of_raw_answers_is_told(client, house):
    channel = make_channel(house["team"], last_raw="HTTP 400 nope")
    client.force_login(make_person(Role.EDITOR, house["team"]))
    client.get(f"/channels/{channel.pk}/")
    assert not AuditEntry.objects.filter(action="reading.opened").exists()
    client.force_login(house["paul"])
    for _ in range(2):
        client.get(f"/channels/{channel.pk}/")
    told = AuditEntry.objects.get(action="reading.opened")
    assert (told.actor_name, told.object_id) == ("Paul Reyes", str(channel.pk))
    assert "looked at a network" in client.get("/audit/").content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", 3),
        ("?person=ana", 3),
        ("?person=nobody", 0),
        ("?action=post.created", 3),
        ("?action=post", 3),
        ("?action=review.approved", 0),
        ("?start=2999-01-01", 0),
        ("?end=2999-01-01", 3),
        ("?start=nonsense&end=0001-01-01", 3),
        ("?before=2", 1),
        ("?before=x", 3),
        ("?before=99999999999999999999", 3),
        ("?person=%00&thing=%00", 3),
        ("?thing=%25", 0),
        ("?action=' OR 1=1", 0),
    ],
)
def test_filters(client, house, query, shown):
    client.force_login(house["paul"])
    answer = client.get(f"/audit/{query}")
    assert answer.status_code == 200
    assert len(answer.context["rows"]) == shown


def test_names_are_escaped(client, house):
    make_post()
    AuditEntry.objects.filter(seq=1).update(object_label="<script>alert(1)</script>", personal={"note": "<b>x</b>"})
    client.force_login(house["paul"])
    html = client.get("/audit/").content.decode()
    assert "<script>alert" not in html
    assert "<b>x</b>" not in html


def test_queries_do_not_grow(client, house, django_assert_max_num_queries):
    client.force_login(house["paul"])
    for count in (3, 60):
        while AuditEntry.objects.count() < count:
            create_post(actor=house["ana"], team=house["team"])
        with django_assert_max_num_queries(12):
            assert client.get("/audit/?person=ana&thing=x").status_code == 200
        with django_assert_max_num_queries(12):
            client.get("/audit/")


def test_details_are_named_and_in_words(client, house):
    """No key of the stored data, and no code that the product has a word for, reaches the reader."""
    from wellspoken.rooms.review import services
    from wellspoken.web.audit.facts import details

    body = make_body("A walk, in partnership with Elm Shoes.", channels=(make_channel(house["team"]).pk,))
    post = make_post(house["team"], house["ana"], body)
    request = services.submit(actor=house["ana"], post=post, base_version=post.version)
    reza = make_person(Role.REVIEWER, house["team"])
    services.answer(actor=reza, request=request, given=[services.Given("FTC-2", "na", "Our own shop, not a partner.")])
    client.force_login(house["paul"])
    html = client.get("/audit/").content.decode()
    for words in ("<dt>question</dt><dd>Is every payment", "<dd>Does not apply.</dd>", "<dt>seal of the words</dt>"):
        assert words in html
    for raw in ("content_hash", "pack_version", "<dd>FTC-2</dd>"):
        assert raw not in html
    asked = AuditEntry.objects.get(action="review.asked")
    assert ("to", "In review") in details(asked)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"pass": True}, [("may go out", "yes")]),
        ({"note": ""}, [("note", "nothing")]),
        ({"some_new_key": 3}, [("some new key", "3")]),
        ({"before": {"name": "A", "pass": False}}, [("before", "name: A; may go out: no")]),
        ({"rules": ["FTC-2", "ABS-1"]}, [("rules", "FTC-2, ABS-1")]),
        ({"team": "*"}, [("team", "all teams")]),
        ({"due_at": "never"}, [("due", "never")]),
        (None, []),
        ({"reason": "x" * 400}, [("reason", "x" * 300 + "…")]),
    ],
)
def test_facts_in_words(data, told):
    from wellspoken.web.audit.facts import details

    assert details(AuditEntry(action="post.saved", data=data)) == told


def test_a_moment_is_told_on_the_readers_clock():
    from django.utils import timezone

    from wellspoken.web.audit.facts import details

    with timezone.override("Asia/Jakarta"):
        told = details(AuditEntry(action="delivery.scheduled", data={"due_at": "2026-11-21T17:30:00+00:00"}))
    assert told[0][0] == "due"
    assert "22" in told[0][1]
    assert "T17" not in told[0][1]
