"""A crisis or days of grief: begun by those who may hold posts back, known to the checks at once, over on its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_organisation, make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.compliance import services
from wellspoken.rooms.compliance.house import sombre
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import SombreTime
from wellspoken.rooms.compliance.profile import asked_by
from wellspoken.rooms.compliance.standing import stamp
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
WHY = "A colleague died on Friday."
CHEER = "Happy Friday, come to the garden party!"


@pytest.fixture
def chief() -> User:
    make_organisation()
    return make_person(Role.ADMINISTRATOR)


def rules(team: Team, text: str = CHEER) -> set[str]:
    run = services.screen(team=team, text=text, lang="en")
    return {finding["rule"] for finding in run.findings if finding["severity"] == "block"}


def test_cheer_stops_while_it_lasts_and_not_before_or_after(chief: User) -> None:
    team = make_team()
    assert "LANG-3" not in rules(team)
    row = sombre.begin(actor=chief, mood="grief", reason=WHY)
    assert "LANG-3" in rules(team)
    assert "LANG-3" not in rules(team, "The chapel is open all day.")
    sombre.end(actor=chief, pk=row.pk)
    assert "LANG-3" not in rules(team)


def test_another_team_is_left_alone(chief: User) -> None:
    struck, other = make_team(name="Struck"), make_team(name="Other")
    sombre.begin(actor=chief, mood="crisis", reason=WHY, team=struck)
    assert "LANG-3" in rules(struck)
    assert "LANG-3" not in rules(other)


def test_a_crisis_outweighs_grief(chief: User) -> None:
    team = make_team()
    sombre.begin(actor=chief, mood="grief", reason=WHY)
    sombre.begin(actor=chief, mood="crisis", reason=WHY, team=team)
    assert asked_by(team)[1].mood == "crisis"


def test_waiting_posts_are_looked_at_again(chief: User) -> None:
    team = make_team()
    before = stamp(team)
    row = sombre.begin(actor=chief, mood="grief", reason=WHY)
    during = stamp(team)
    sombre.end(actor=chief, pk=row.pk)
    assert before != during
    assert stamp(team) == before


def test_it_runs_out_after_its_last_day_and_another_may_begin(chief: User) -> None:
    team, today = make_team(), timezone.localdate()
    sombre.begin(actor=chief, mood="grief", reason=WHY, team=team, until=today)
    assert asked_by(team)[1].mood == "grief"
    SombreTime.objects.update(until=today - timedelta(days=1))
    assert asked_by(team)[1].mood == ""
    sombre.begin(actor=chief, mood="crisis", reason=WHY, team=team)
    assert asked_by(team)[1].mood == "crisis"


@pytest.mark.parametrize(
    ("mood", "why", "until", "code"),
    [
        ("party", WHY, None, "mood"),
        ("grief", "short", None, "reason"),
        ("grief", WHY, date(2020, 1, 1), "past"),
    ],
)
def test_what_is_refused(chief: User, mood: str, why: str, until: date | None, code: str) -> None:
    with pytest.raises(RuleProblem) as refused:
        sombre.begin(actor=chief, mood=mood, reason=why, until=until)
    assert refused.value.code == code
    assert not SombreTime.objects.exists()


def test_one_at_a_time(chief: User) -> None:
    team = make_team()
    sombre.begin(actor=chief, mood="grief", reason=WHY, team=team)
    with pytest.raises(RuleProblem) as refused:
        sombre.begin(actor=chief, mood="crisis", reason=WHY, team=team)
    assert refused.value.code == "lasting"


def test_who_may(chief: User) -> None:
    team, other = make_team(name="A"), make_team(name="B")
    publisher = make_person(Role.PUBLISHER, team=team)
    for refused in (None, other):
        with pytest.raises(Denied):
            sombre.begin(actor=publisher, mood="grief", reason=WHY, team=refused)
    row = sombre.begin(actor=publisher, mood="grief", reason=WHY, team=team)
    with pytest.raises(Denied):
        sombre.end(actor=make_person(Role.EDITOR, team=team), pk=row.pk)
    with pytest.raises(NotThere):
        sombre.end(actor=chief, pk=row.pk + 1)


def test_the_audit_log_tells_once(chief: User) -> None:
    row = sombre.begin(actor=chief, mood="grief", reason=WHY)
    sombre.end(actor=chief, pk=row.pk)
    sombre.end(actor=chief, pk=row.pk)
    acts = list(AuditEntry.objects.filter(action__startswith="sombre").order_by("seq").values_list("action", flat=True))
    assert acts == ["sombre.begun", "sombre.ended"]
