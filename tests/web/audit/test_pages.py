"""The audit log's pages: only with the right, filters, proof, export, cost."""

import json

import pytest

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.audit import chain
from wellspoken.rooms.audit.models import AuditEntry
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
    answer = client.post("/audit/export/")
    lines = b"".join(answer.streaming_content).splitlines()
    assert json.loads(lines[0])["action"] == "post.created"
    assert chain.walk_lines(lines).ok
    assert "attachment" in answer["Content-Disposition"]


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
