"""A draft tried on earlier posts: counted, named, stopped by a person, taken up again after a worker's death."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_body, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.compliance import trials
from wellspoken.rooms.compliance.house import choosing, terms
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.house.terms import TermFacts
from wellspoken.rooms.compliance.models import ScreeningRun, Trial
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
WHY = "Our privacy board decided so."
TEXTS = [
    "Meet Sarah Olsen, home again after her bypass!",
    "Our flying doctors land on Friday.",
    "Come to the open day on Friday.",
]


@pytest.fixture
def officer() -> User:
    make_organisation()
    person = make_person(Role.ADMINISTRATOR)
    choosing.choose(actor=person, rule="HIPAA-ID-A", severity="advise", reason=WHY)
    terms.add_term(actor=person, facts=TermFacts(pattern="flying doctors", severity="block", message="No."))
    return person


@pytest.fixture(autouse=True)
def no_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "BREATH_SECONDS", 0)


def said(*texts: str, state: str = "published") -> list[Post]:
    team = make_team()
    return [make_post(team, body=make_body(text, title=text[:20]), sealed=True, state=state) for text in texts]


def never() -> bool:
    return False


def test_it_tells_which_posts_would_fare_otherwise(officer: User) -> None:
    named, flying, _open_day = said(*TEXTS)
    trial = trials.ask_trial(actor=officer)
    assert (trial.state, trial.total) == ("waiting", 3)
    assert trials.work(never)
    trial.refresh_from_db()
    assert (trial.state, trial.done) == ("done", 3)
    found = {row["post"]: row for row in trial.found}
    assert set(found) == {named.pk, flying.pk}
    assert (found[named.pk]["kind"], found[named.pk]["after"]) == ("freed", "ok")
    assert (found[flying.pk]["kind"], found[flying.pk]["rules"]) == ("blocked", ["OWN-1"])
    assert trial.counts == {"freed": 1, "blocked": 1}
    assert not trials.work(never)
    assert not ScreeningRun.objects.exists()


def test_only_posts_meant_to_go_out_in_the_last_year(officer: User) -> None:
    said(TEXTS[1], state="draft")
    (old,) = said(TEXTS[1])
    Post.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=400))
    assert trials.ask_trial(actor=officer).total == 0
    assert trials.work(never)
    assert Trial.objects.get().state == "done"


def test_asking_twice_is_one_trial_and_another_draft_another(officer: User) -> None:
    first = trials.ask_trial(actor=officer)
    assert trials.ask_trial(actor=officer) == first
    choosing.choose(actor=officer, rule="ABS-1", severity="off", reason=WHY)
    assert trials.ask_trial(actor=officer) != first


def test_a_person_stops_it(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    said(*TEXTS)
    monkeypatch.setattr(trials, "STEP", 1)
    trial = trials.ask_trial(actor=officer)
    seen: list[int] = []

    def ended() -> bool:
        seen.append(1)
        trials.stop(actor=officer, pk=trial.pk)
        return False

    assert trials.work(ended)
    trial.refresh_from_db()
    assert (trial.state, trial.done, len(seen)) == ("cancelled", 1, 1)
    trials.stop(actor=officer, pk=trial.pk)


def test_a_worker_that_ends_or_dies_leaves_it_to_the_next(officer: User) -> None:
    said(*TEXTS)
    trial = trials.ask_trial(actor=officer)
    assert trials.work(lambda: True)
    trial.refresh_from_db()
    assert trial.state == "waiting"
    Trial.objects.filter(pk=trial.pk).update(state="running", lease_until=timezone.now() + timedelta(minutes=1))
    assert not trials.work(never)
    Trial.objects.filter(pk=trial.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert trials.work(never)
    trial.refresh_from_db()
    assert (trial.state, trial.done) == ("done", 3)


def test_a_failure_is_written_down(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    said(*TEXTS)
    trial = trials.ask_trial(actor=officer)

    def broken(*_: Any) -> None:
        raise OSError("disk is gone")

    monkeypatch.setattr(trials, "ask", broken)
    with pytest.raises(OSError, match="gone"):
        trials.work(never)
    trial.refresh_from_db()
    assert trial.state == "failed"


def test_who_may_ask(officer: User) -> None:
    for person in (make_person(Role.EDITOR), make_person(Role.REVIEWER, make_team())):
        with pytest.raises(Denied):
            trials.ask_trial(actor=person)


def test_without_a_draft_there_is_nothing_to_try() -> None:
    with pytest.raises(RuleProblem):
        trials.ask_trial(actor=make_person(Role.ADMINISTRATOR))
