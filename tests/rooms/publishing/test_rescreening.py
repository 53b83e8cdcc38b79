"""When rules change, waiting posts are looked at again: held, told, freed, and never sent past a stop."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from tests.publishing_kit import approve, at, soon
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.compliance.house import choosing, drafting, exemptions, terms
from wellspoken.rooms.compliance.house.terms import TermFacts
from wellspoken.rooms.compliance.standing import stamp
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Organisation, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, rescreening, sweeping
from wellspoken.rooms.publishing.models import Delivery, Standing
from wellspoken.rooms.publishing.rescreening import rescreen
from wellspoken.rooms.publishing.words import say
from wellspoken.web.home.needs import needs_of

pytestmark = pytest.mark.django_db
WHY = "Our privacy board decided so."
FLYING = "Our flying doctors land on Friday."


@pytest.fixture
def officer() -> User:
    make_organisation()
    return make_person(Role.ADMINISTRATOR)


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Posts that were screened again, by key."""
    keys: list[int] = []
    real = rescreening.unreleased_blocks

    def listening(post: Post, body: Any) -> Any:
        keys.append(post.pk)
        return real(post, body)

    monkeypatch.setattr(rescreening, "unreleased_blocks", listening)
    return keys


def never() -> bool:
    return False


def waiting(text: str = FLYING, team: Any = None, **plan: Any) -> list[Delivery]:
    """An approved post with this text on two channels, due tomorrow."""
    team = team or make_team()
    channels = [make_channel(team, network) for network in ("bluesky", "newsroom")]
    body = make_body(text, channels=tuple(c.pk for c in channels))
    return approve(make_post(team, body=body, sealed=True, **(plan or at(soon(days=1)))))


def forbid(officer: User, pattern: str = "flying doctors") -> int:
    made = terms.add_term(actor=officer, facts=TermFacts(pattern=pattern, severity="block", message="No."))
    drafting.switch_on(actor=officer, reason=WHY)
    return made.number


def states(deliveries: list[Delivery]) -> list[str]:
    return list(
        Delivery.objects.filter(pk__in=[d.pk for d in deliveries]).order_by("pk").values_list("state", flat=True)
    )


def test_a_changed_rule_holds_what_it_stops_and_tells_the_author(
    officer: User, seen: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    flying, harmless = waiting(), waiting("Come to the open day on Friday.")
    rescreen(never)
    assert states(flying) + states(harmless) == ["scheduled"] * 4
    number = forbid(officer)
    with django_capture_on_commit_callbacks(execute=True):
        assert len(rescreen(never)) == 2
    assert states(flying) == ["held", "held"]
    assert states(harmless) == ["scheduled", "scheduled"]
    row = Delivery.objects.get(pk=flying[0].pk)
    assert row.reason_data == {"count": 1, "rules": [f"OWN-{number}"], "pass": True}
    assert f"your own rule {number}" in say(row)
    assert len(mail.outbox) == 2
    assert {address for letter in mail.outbox for address in letter.to} == {row.post.author.email}
    assert AuditEntry.objects.filter(action="delivery.held").count() == 2
    assert Standing.objects.get(team=row.post.team).held == 1


def test_the_author_sees_it_at_home_with_the_way_out(officer: User) -> None:
    flying = waiting()
    forbid(officer)
    rescreen(never)
    author = flying[0].post.author
    assert author is not None
    (need,) = [n for n in needs_of(author, [], [], timezone.now()) if n.tone == "block"]
    assert need.action == "Fix and send"
    assert need.url == f"/posts/{flying[0].post_id}/edit/"
    assert "your own rule 1" in need.text


def test_what_is_allowed_again_waits_for_its_time_again(officer: User) -> None:
    flying = waiting()
    due = flying[0].due_at
    number = forbid(officer)
    rescreen(never)
    terms.remove_term(actor=officer, number=number)
    drafting.switch_on(actor=officer, reason=WHY)
    rescreen(never)
    assert states(flying) == ["scheduled", "scheduled"]
    row = Delivery.objects.get(pk=flying[0].pk)
    assert (row.due_at, row.reason, row.reason_data) == (due, "", {})
    assert AuditEntry.objects.filter(action="delivery.freed").count() == 2


def test_what_a_person_or_the_moment_of_sending_held_stays(officer: User) -> None:
    paused, stopped = waiting("Come on Friday."), waiting("Come on Sunday.")
    Delivery.objects.filter(pk__in=[d.pk for d in paused]).update(state="held", reason="channel_paused")
    at_sending = {"count": 1, "rules": ["ABS-1"]}
    Delivery.objects.filter(pk__in=[d.pk for d in stopped]).update(
        state="held", reason="checks", reason_data=at_sending
    )
    rescreen(never)
    assert states(paused) + states(stopped) == ["held"] * 4


def test_nothing_is_done_while_nothing_changes(officer: User, seen: list[int]) -> None:
    waiting()
    rescreen(never)
    assert len(seen) == 1
    assert rescreen(never) == []
    assert len(seen) == 1


def _products(officer: User) -> None:
    Organisation.objects.update(products=[{"brand": "Elmol", "generic": "elmolin", "prescription": True}])


def _names(officer: User) -> None:
    Organisation.objects.update(own_names=["Elm"])


def _people(officer: User) -> None:
    make_person(None, name="Ola Nord")


def _exempt(officer: User) -> None:
    exemptions.exempt(actor=officer, kind="person", value="Ola Nord", reason=WHY)
    drafting.switch_on(actor=officer, reason=WHY)


def _choice(officer: User) -> None:
    choosing.choose(actor=officer, rule="ABS-1", severity="review", reason=WHY)
    drafting.switch_on(actor=officer, reason=WHY)


@pytest.mark.parametrize("change", [_products, _names, _people, _exempt, _choice])
def test_whatever_an_answer_depends_on_brings_a_new_look(officer: User, change: Any, seen: list[int]) -> None:
    [first, _second] = waiting()
    rescreen(never)
    before = stamp(first.post.team)
    change(officer)
    assert stamp(first.post.team) != before
    rescreen(never)
    assert len(seen) == 2


def test_an_upgrade_of_the_rules_brings_a_new_look(officer: User, seen: list[int], monkeypatch: Any) -> None:
    waiting()
    rescreen(never)
    monkeypatch.setattr("wellspoken.rooms.compliance.asking.version", lambda *_: "newer")
    rescreen(never)
    assert len(seen) == 2


def test_a_pass_that_is_cut_off_is_done_anew(officer: User, seen: list[int]) -> None:
    team = make_team()
    waiting(team=team)
    waiting(team=team)
    answers = iter([False, False, True])
    assert rescreen(lambda: next(answers)) == []
    assert len(seen) == 1
    assert rescreen(never) == [team.pk]
    assert len(seen) == 3


def test_only_the_channel_whose_words_are_stopped_is_held(officer: User) -> None:
    team = make_team()
    sky, news = make_channel(team, "bluesky"), make_channel(team, "newsroom")
    body = make_body("Come on Friday.", channels=(sky.pk, news.pk), variants={sky.pk: FLYING})
    deliveries = approve(make_post(team, body=body, sealed=True, **at(soon(days=1))))
    forbid(officer)
    rescreen(never)
    assert {d.channel_id: s for d, s in zip(deliveries, states(deliveries), strict=True)} == {
        sky.pk: "held",
        news.pk: "scheduled",
    }


def test_one_that_has_just_left_is_left_alone(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    flying = waiting()
    forbid(officer)
    real = rescreening.unreleased_blocks

    def claimed_meanwhile(post: Post, body: Any) -> Any:
        Delivery.objects.update(state="queued", fence=7)
        return real(post, body)

    monkeypatch.setattr(rescreening, "unreleased_blocks", claimed_meanwhile)
    rescreen(never)
    assert states(flying) == ["queued", "queued"]


def test_sending_asks_the_set_that_is_on_now(officer: User) -> None:
    flying = waiting(plan_kind="now")
    forbid(officer)
    for bell in sweeping.sweep(timezone.now()):
        delivering.deliver(bell.delivery_id, bell.fence)
    assert states(flying) == ["held", "held"]
