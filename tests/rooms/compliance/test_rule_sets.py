"""The organisation's own decisions: a draft, tried before it counts, switched on once, kept for ever."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_organisation, make_person, make_team
from wellspoken.engines.screening import LOCKED
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.compliance import lab, services
from wellspoken.rooms.compliance.house import book, choosing, drafting, exemptions, terms
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.house.terms import TermFacts
from wellspoken.rooms.compliance.models import Exemption, RuleChoice, RuleSet, ScreeningRun, Term
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
WHY = "Our privacy board decided so."
CURE = "Meet Sarah Olsen, home again after her bypass!"  # blocked by HIPAA-ID-A alone
FOO = TermFacts(pattern="flying doctors", severity="block", message="They are called the air rescue.")


@pytest.fixture
def officer() -> User:
    make_organisation()
    return make_person(Role.ADMINISTRATOR)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("seq").values_list("action", flat=True))


def verdict(text: str, team: Any) -> str:
    return services.screen(team=team, text=text, lang="en").verdict


def test_nothing_counts_before_it_is_switched_on(officer: User) -> None:
    team = make_team()
    assert verdict(CURE, team) == "block"
    choosing.choose(actor=officer, rule="HIPAA-ID-A", severity="off", reason=WHY)
    terms.add_term(actor=officer, facts=FOO)
    assert verdict(CURE, team) == "block"
    assert verdict("Our flying doctors land.", team) != "block"
    drafting.switch_on(actor=officer, reason=WHY)
    assert verdict(CURE, team) != "block"
    run = services.screen(team=team, text="Our flying doctors land.", lang="en")
    assert (run.verdict, run.findings[-1]["rule"]) == ("block", "OWN-1")
    assert run.pack_version.endswith("-s1")
    assert {"rule": "HIPAA-ID-A", "why": "switched off"} in run.not_checked


def test_runs_of_different_sets_are_kept_side_by_side(officer: User) -> None:
    team = make_team()
    verdict(CURE, team)
    for severity in ("review", "advise"):
        choosing.choose(actor=officer, rule="ABS-1", severity=severity, reason=WHY)
        drafting.switch_on(actor=officer, reason=WHY)
        verdict(CURE, team)
        verdict(CURE, team)
    assert ScreeningRun.objects.count() == 3
    assert list(RuleSet.objects.order_by("number").values_list("number", "state")) == [(1, "replaced"), (2, "on")]


def test_a_team_can_have_its_own(officer: User) -> None:
    ours, theirs = make_team(), make_team()
    choosing.choose(actor=officer, rule="LINK-1", severity="off", reason=WHY)
    choosing.choose(actor=officer, rule="LINK-1", severity="block", reason=WHY, team=ours)
    terms.add_term(actor=officer, facts=FOO, team=ours)
    exemptions.exempt(actor=officer, kind="person", value="Ola Nord", reason=WHY, team=theirs)
    drafting.switch_on(actor=officer, reason=WHY)
    assert dict(book.current(ours).overrides) == {"LINK-1": "block"}
    assert dict(book.current(theirs).overrides) == {"LINK-1": "off"}
    assert [len(book.current(team).house.terms) for team in (ours, theirs)] == [1, 0]
    assert [len(book.current(team).house.exempt) for team in (ours, theirs)] == [0, 1]
    assert services.screen(team=theirs, text="Our flying doctors land.").verdict != "block"


def test_a_new_draft_begins_where_the_last_set_ended(officer: User) -> None:
    choosing.choose(actor=officer, rule="ABS-1", severity="review", reason=WHY)
    made = terms.add_term(actor=officer, facts=FOO)
    exemptions.exempt(actor=officer, kind="phone", value="+1 218 555 0123", reason=WHY)
    on = drafting.switch_on(actor=officer, reason=WHY)
    terms.change_term(
        actor=officer, number=made.number, facts=TermFacts(pattern="sky doctors", severity="review", message="No.")
    )
    draft = drafting.draft()
    assert draft is not None
    assert (draft.number, draft.rulechoices.count(), draft.exemptions.count()) == (2, 1, 1)
    assert [t.pattern for t in draft.terms.all()] == ["sky doctors"]
    assert [t.pattern for t in on.terms.all()] == ["flying doctors"]
    drafting.drop(actor=officer)
    assert drafting.draft() is None
    assert drafting.switched_on() == on
    assert verdict("flying doctors", make_team()) == "block"


def test_numbers_of_terms_are_never_used_again(officer: User) -> None:
    first = terms.add_term(actor=officer, facts=FOO)
    drafting.switch_on(actor=officer, reason=WHY)
    terms.remove_term(actor=officer, number=first.number)
    assert terms.add_term(actor=officer, facts=FOO).number == first.number + 1


def test_every_change_is_told_with_before_and_after(officer: User) -> None:
    choosing.choose(actor=officer, rule="ABS-1", severity="review", reason=WHY)
    choosing.choose(actor=officer, rule="ABS-1", severity="default", reason=WHY)
    made = terms.add_term(actor=officer, facts=FOO)
    changed = TermFacts(pattern="flying doctors", severity="review", message="Ours.")
    assert terms.change_term(actor=officer, number=made.number, facts=changed)
    assert not terms.change_term(actor=officer, number=made.number, facts=changed)
    terms.remove_term(actor=officer, number=made.number)
    kept = exemptions.exempt(actor=officer, kind="person", value="Ola Nord", reason=WHY)
    exemptions.unexempt(actor=officer, pk=kept.pk)
    drafting.switch_on(actor=officer, reason=WHY)
    assert [a for a in acts() if a.startswith("rules.")] == [
        *("rules.drafted", "rules.choice", "rules.choice", "rules.term_added", "rules.term_changed"),
        *("rules.term_removed", "rules.exempted", "rules.unexempted", "rules.on"),
    ]
    told = AuditEntry.objects.filter(action="rules.choice").order_by("seq")
    assert [(e.data["before"], e.data["after"]) for e in told] == [("default", "review"), ("review", "default")]
    term = AuditEntry.objects.get(action="rules.term_changed")
    assert (term.data["before"]["severity"], term.data["after"]["severity"]) == ("block", "review")
    named = AuditEntry.objects.get(action="rules.exempted")
    assert "Ola" not in str(named.data) + named.object_label
    assert named.personal["value"] == "Ola Nord"


REFUSED = [
    ({"rule": "ABS-1", "severity": "loud"}, "severity"),
    ({"rule": "NOPE-1", "severity": "off"}, "unknown"),
    ({"rule": "ABS-1", "severity": "off", "reason": "because"}, "reason"),
    *[({"rule": rule, "severity": "advise"}, "locked") for rule in sorted(LOCKED)],
]


@pytest.mark.parametrize(("asked", "code"), REFUSED)
def test_choices_that_are_refused(asked: dict[str, str], code: str, officer: User) -> None:
    with pytest.raises(RuleProblem) as refused:
        choosing.choose(actor=officer, **{"reason": WHY, **asked})
    assert refused.value.code == code
    assert refused.value.sentence
    assert not RuleSet.objects.exists()


TERMS = [
    (TermFacts(pattern=" ", severity="block", message="x"), "empty"),
    (TermFacts(pattern="(a", kind="pattern", severity="block", message="x"), "broken"),
    (TermFacts(pattern="a*", kind="pattern", severity="block", message="x"), "nothing"),
    (TermFacts(pattern="foo", severity="off", message="x"), "severity"),
    (TermFacts(pattern="foo", severity="block", message=" "), "message"),
    (TermFacts(pattern="foo", severity="block", message="x", languages=["xx"]), "language"),
    (TermFacts(pattern="foo", severity="block", message="x" * 301), "long"),
]


@pytest.mark.parametrize(("facts", "code"), TERMS)
def test_terms_that_are_refused(facts: TermFacts, code: str, officer: User) -> None:
    with pytest.raises(RuleProblem) as refused:
        terms.add_term(actor=officer, facts=facts)
    assert refused.value.code == code
    assert refused.value.sentence
    assert not Term.objects.exists()


@pytest.mark.parametrize(
    ("kind", "value", "code"), [("person", "A ", "empty"), ("ghost", "Ola Nord", "kind"), ("person", "O" * 201, "long")]
)
def test_exemptions_that_are_refused(kind: str, value: str, code: str, officer: User) -> None:
    with pytest.raises(RuleProblem) as refused:
        exemptions.exempt(actor=officer, kind=kind, value=value, reason=WHY)
    assert refused.value.code == code
    exemptions.exempt(actor=officer, kind="person", value="Ola Nord", reason=WHY)
    with pytest.raises(RuleProblem) as again:
        exemptions.exempt(actor=officer, kind="person", value=" Ola  Nord", reason=WHY)
    assert again.value.code == "same"
    assert Exemption.objects.count() == 1


@pytest.mark.parametrize("role", [r for r in Role.values if r not in (Role.ADMINISTRATOR, Role.REVIEWER)])
def test_others_change_nothing(role: str) -> None:
    person = make_person(role)
    with pytest.raises(Denied):
        choosing.choose(actor=person, rule="ABS-1", severity="off", reason=WHY)
    with pytest.raises(Denied):
        terms.add_term(actor=person, facts=FOO)
    with pytest.raises(Denied):
        exemptions.exempt(actor=person, kind="person", value="Ola Nord", reason=WHY)
    with pytest.raises(Denied):
        drafting.switch_on(actor=person, reason=WHY)
    with pytest.raises(Denied):
        drafting.drop(actor=person)
    assert not RuleSet.objects.exists()


def test_a_teams_reviewer_drafts_for_that_team_and_switches_nothing_on() -> None:
    ours, theirs = make_team(), make_team()
    person = make_person(Role.REVIEWER, ours)
    choosing.choose(actor=person, rule="ABS-1", severity="review", reason=WHY, team=ours)
    made = terms.add_term(actor=person, facts=FOO, team=ours)
    for team in (theirs, None):
        with pytest.raises(Denied):
            choosing.choose(actor=person, rule="ABS-1", severity="review", reason=WHY, team=team)
        with pytest.raises(Denied):
            terms.change_term(actor=person, number=made.number, facts=FOO, team=team)
    with pytest.raises(Denied):
        drafting.switch_on(actor=person, reason=WHY)
    assert RuleChoice.objects.count() == 1


def test_a_reviewer_does_not_take_another_teams_term(officer: User) -> None:
    ours, theirs = make_team(), make_team()
    person = make_person(Role.REVIEWER, ours)
    made = terms.add_term(actor=officer, facts=FOO, team=theirs)
    for act in (
        lambda: terms.change_term(actor=person, number=made.number, facts=FOO, team=ours),
        lambda: terms.remove_term(actor=person, number=made.number),
    ):
        with pytest.raises(Denied):
            act()


def test_what_is_not_there_is_not_changed(officer: User) -> None:
    with pytest.raises(NotThere):
        terms.remove_term(actor=officer, number=9)
    with pytest.raises(NotThere):
        exemptions.unexempt(actor=officer, pk=9)
    with pytest.raises(RuleProblem):
        drafting.drop(actor=officer)
    with pytest.raises(RuleProblem):
        drafting.switch_on(actor=officer, reason=WHY)


def test_a_draft_that_somebody_changed_meanwhile_is_looked_at_again(officer: User) -> None:
    terms.add_term(actor=officer, facts=FOO)
    draft = drafting.draft()
    seen = book.entries_of(draft).digest()
    choosing.choose(actor=officer, rule="ABS-1", severity="off", reason=WHY)
    with pytest.raises(RuleProblem) as refused:
        drafting.switch_on(actor=officer, reason=WHY, seen=seen)
    assert refused.value.code == "moved"
    assert drafting.switched_on() is None
    drafting.switch_on(actor=officer, reason=WHY, seen=book.entries_of(draft).digest())
    assert drafting.draft() is None


def test_the_set_that_is_on_costs_one_query(officer: User, django_assert_num_queries: Any) -> None:
    team = make_team()
    terms.add_term(actor=officer, facts=FOO)
    drafting.switch_on(actor=officer, reason=WHY)
    book.current(team)
    with django_assert_num_queries(1):
        assert len(book.current(team).house.terms) == 1


def test_the_lab_shows_both_sets_and_stores_nothing(officer: User) -> None:
    team = make_team()
    case = lab.Case(f"{CURE} Ask our flying doctors.", lang="en")
    alone = lab.try_out(team=team, case=case, lang="en")
    assert (alone.now.verdict, alone.draft) == ("block", None)
    choosing.choose(actor=officer, rule="HIPAA-ID-A", severity="advise", reason=WHY)
    terms.add_term(actor=officer, facts=FOO)
    answer = lab.try_out(team=team, case=case, lang="nb")
    assert answer.draft is not None
    assert {key[:2] for key in answer.new} == {("OWN-1", "block"), ("HIPAA-ID-A", "advise")}
    assert {key[:2] for key in answer.gone} == {("HIPAA-ID-A", "block")}
    assert not ScreeningRun.objects.exists()


CASES = [
    (lab.Case("Ask your doctor.", countries=("no",)), "NO-13", True),
    (lab.Case("Ask your doctor.", countries=("us",)), "NO-13", False),
    (lab.Case("Ask your doctor.", direction="in"), "ABS-1", False),
]


@pytest.mark.parametrize(("case", "rule", "runs"), CASES)
def test_the_lab_follows_its_inputs_and_says_why_a_rule_is_silent(case: lab.Case, rule: str, runs: bool) -> None:
    now = lab.try_out(team=make_team(), case=case, lang="en").now
    assert (rule in now.checked) is runs
    silent = dict(now.not_checked)
    assert (rule in silent) is not runs
    assert all(silent.values())
