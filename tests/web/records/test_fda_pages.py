"""The lists for the FDA: only for drug makers, only pieces that name a product, no formulas in cells."""

from __future__ import annotations

import csv
import io

import pytest
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.people.models import Organisation
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.records.archiving import keep

pytestmark = pytest.mark.django_db
PRODUCT = {"brand": "Elmol", "generic": "elmolamine", "risk_link": "https://elmol.example.org/risk"}


@pytest.fixture
def maker(client):
    make_organisation(kind="pharma", products=[PRODUCT])
    team = make_team()
    channel = make_channel(team, "bluesky", name="=HYPERLINK(1)")
    for text in ("ELMOL (elmolamine) for pain.", "Wash your hands."):
        body = make_body(text, channels=(channel.pk,), title=text[:20])
        post, now = make_post(team, body=body, sealed=True), timezone.now()
        seal = {"revision": post.current, "content_hash": post.current.content_hash}
        made = Delivery.objects.create(
            post=post, channel=channel, state="live", due_at=now, not_before=now, live_at=now, **seal
        )
        keep(made.pk)
    client.force_login(make_person(Role.AUDITOR, team))
    return team


def rows(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_pieces_and_sites(client, maker):
    html = client.get("/records/fda/").content.decode()
    assert "ELMOL" in html
    assert "Wash your hands" not in html
    head, piece = rows(client.get("/records/fda/?as=pieces.csv"))
    assert piece[6] == "Elmol (elmolamine)"
    assert piece[7] == PRODUCT["risk_link"]
    assert piece[4] == "'=HYPERLINK(1)"
    assert len(head) == len(piece)
    _head, site = rows(client.get("/records/fda/?as=sites.csv"))
    assert (site[5], site[6]) == ("2", "Elmol")
    assert client.get("/records/fda/?as=pdf").content[:5] == b"%PDF-"


def test_another_month_has_none(client, maker):
    assert len(rows(client.get("/records/fda/?month=2020-12&as=pieces.csv"))) == 1
    for month in ("x", "2020-13", "0000-01", "9999-12", ""):
        assert client.get(f"/records/fda/?month={month}").status_code == 200


def test_only_for_drug_makers_and_those_who_read_the_log(client, maker):
    client.force_login(make_person(Role.EDITOR, maker))
    assert client.get("/records/fda/").status_code == 403
    Organisation.objects.update(kind="hospital")
    client.force_login(make_person(Role.AUDITOR, maker))
    assert client.get("/records/fda/").status_code == 404
