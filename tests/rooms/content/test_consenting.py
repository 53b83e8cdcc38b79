"""Posts that use consents: part of what is approved, told to the checks, a gate before review and approval."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_body, make_person, make_team
from tests.rooms.consents.kit import keeper, offered, signed, team_with_channels
from wellspoken.rooms.compliance.models import ScreeningRun
from wellspoken.rooms.compliance.services import screen_body
from wellspoken.rooms.consents import services as consents
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.services import Withdrawal
from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.content import consenting, diff, merge
from wellspoken.rooms.content.body import BadBody, Body
from wellspoken.rooms.content.models import ConsentUse
from wellspoken.rooms.content.services import copy_post, create_post, save_post
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.checks import unreleased_blocks
from wellspoken.rooms.review.errors import BlockedByChecks
from wellspoken.rooms.review.services import submit

pytestmark = pytest.mark.django_db
NAMED = "Meet Mira Solheim, home again after her knee operation at our hospital."


@pytest.fixture
def team() -> Team:
    return team_with_channels()


def body_for(consent: Authorization, text: str = "A walk for the heart.", **use: object) -> Body:
    channels = tuple(consent.team.channels.values_list("pk", flat=True))
    values = {"purpose": "health", "information": ("name", "story"), **use}
    return make_body(text, channels=channels, consents=(Use(consent.pk, **values),))  # type: ignore[arg-type]


def codes(team: Team, body: Body) -> list[str]:
    return [problem.code for problem in consenting.problems_in(team, body)]


def test_consents_are_part_of_the_hash_only_where_there_are_some() -> None:
    plain, linked = make_body(), make_body(consents=(Use(1, "health", ("name",)),))
    assert "consents" not in plain.to_json()
    other = replace(linked, consents=(Use(1, "thanks", ("name",)),))
    assert len({plain.content_hash(), linked.content_hash(), other.content_hash()}) == 3
    assert Body.from_json(linked.to_json()) == linked


@pytest.mark.parametrize("bad", ["x", [1], [{}], [{"key": 0}], [{"key": 1, "information": "x"}], [{"key": 1}] * 21])
def test_shapes_that_are_no_links(bad: object) -> None:
    with pytest.raises(BadBody):
        Body.from_json({"consents": bad})


def test_two_peoples_links_go_together_and_differences_are_told() -> None:
    base, one, two = make_body(), make_body(consents=(Use(1),)), make_body(consents=(Use(2),))
    merged = merge.bodies(base, one, two)
    assert merged is not None
    assert {use.key for use in merged.consents} == {1, 2}
    assert merge.bodies(one, replace(one, consents=(Use(1, "a"),)), replace(one, consents=(Use(1, "b"),))) is None
    assert [(c.part, c.kind, c.subject) for c in diff.bodies(base, one)] == [("consent", "added", "#1")]


def test_another_teams_consent_cannot_be_linked(team: Team) -> None:
    body = body_for(signed(team_with_channels()))
    with pytest.raises(BadBody) as told:
        create_post(actor=keeper(team), team=team, body=replace(body, channels=()))
    assert told.value.code == "consent"


def test_where_it_was_used_is_kept_per_revision(team: Team) -> None:
    consent, who = signed(team), keeper(team)
    post = create_post(actor=who, team=team, body=body_for(consent))
    copy_post(actor=who, post=post)
    assert ConsentUse.objects.filter(consent=consent).count() == 2
    without = replace(post.current.content, consents=())  # type: ignore[union-attr]
    save_post(actor=who, post=post, base_version=post.version, body=without)
    assert ConsentUse.objects.filter(revision=post.current).count() == 0


def test_a_new_link_takes_an_approval_back(team: Team) -> None:
    who = keeper(team)
    post = create_post(actor=who, team=team, body=make_body())
    type(post).objects.filter(pk=post.pk).update(state="approved")
    post.refresh_from_db()
    save_post(actor=who, post=post, base_version=post.version, body=replace(body_for(signed(team)), channels=()))
    assert post.state == "draft"


def test_what_keeps_a_use_from_being_covered(team: Team) -> None:
    consent = signed(team)
    assert codes(team, body_for(consent)) == []
    assert codes(team, body_for(offered(team))) == ["offered"]
    assert codes(team, body_for(consent, purpose="thanks")) == ["purpose"]
    assert codes(team, body_for(consent, information=("voice",))) == ["information"]
    assert codes(make_team(), body_for(consent)) == ["gone"]
    later = timezone.localdate() + timedelta(days=400)
    assert [p.code for p in consenting.problems_in(team, body_for(consent), later)] == ["ends_before"]


@pytest.mark.parametrize(
    ("text", "information", "found"),
    [
        (NAMED, ("story", "name"), []),
        (NAMED, ("story",), ["name"]),
        ("Ms Solheim walks again.", ("story",), ["name"]),
        ("She walks again.", ("story",), []),
        ("Solheimstrasse is closed.", ("story",), []),
    ],
)
def test_a_name_needs_permission_for_the_name(
    team: Team, text: str, information: tuple[str, ...], found: list[str]
) -> None:
    assert codes(team, body_for(signed(team), text, information=information)) == found


def stops(team: Team, body: Body) -> set[str]:
    runs = [screening.run for screening in screen_body(team=team, body=body)]
    return {f["rule"] for run in runs for f in run.findings if f["severity"] == "block"}


def test_the_checks_know_who_agreed_and_store_no_name(team: Team) -> None:
    consent = signed(team)
    without = stops(team, replace(body_for(consent, NAMED), consents=()))
    assert "HIPAA-ID-A" in without
    assert "HIPAA-ID-A" not in stops(team, body_for(consent, NAMED))
    consents.withdraw(actor=keeper(team), consent=consent, withdrawal=Withdrawal("mail"))
    assert "HIPAA-ID-A" in stops(team, body_for(consent, NAMED))
    secret = signed(team, facts={"name": "Zephyrine Quist"})
    screen_body(team=team, body=body_for(secret, "She walks again after her operation."))
    stored = str(list(ScreeningRun.objects.values()))
    assert "Zephyrine" not in stored


def test_nobody_can_send_or_release_past_a_consent_that_does_not_cover(team: Team) -> None:
    consent, who = signed(team), make_person(Role.EDITOR, team)
    post = create_post(actor=who, team=team, body=body_for(consent))
    consents.withdraw(actor=keeper(team), consent=consent, withdrawal=Withdrawal("mail"))
    with pytest.raises(BlockedByChecks) as told:
        submit(actor=who, post=post, base_version=post.version)
    found = [block for block in told.value.blocks if block.rule == "HIPAA-AUTH-4"]
    assert [(block.quote, block.system) for block in found] == [(consent.code, True)]
    assert unreleased_blocks(post, post.current.content)  # type: ignore[union-attr]
