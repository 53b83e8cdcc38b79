"""Leaving: access is cut first, then work is handed over, secrets are listed, and a signed paper proves it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.models import Registration
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people import evidence, leaving, services
from wellspoken.rooms.people.access import Denied, may
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.leaving import Phase, Step
from wellspoken.rooms.people.models import Departure, FeedKey, Rotation, Team, User
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.review.models import Answer, ReviewRequest

pytestmark = pytest.mark.django_db
BOSS = SystemActor("test")


@pytest.fixture
def team() -> Team:
    make_organisation()
    return make_team()


@pytest.fixture
def person(team: Team) -> User:
    return make_person(Role.EDITOR, team, name="Kari Leaver")


@pytest.fixture
def successor(team: Team) -> User:
    return make_person(Role.EDITOR, team, name="Ola Stays")


def counts(rows: list[dict[str, int]]) -> dict[str, int]:
    return {str(row["code"]): row["count"] for row in rows if row["count"]}


def request_for(post: Post, by: User) -> ReviewRequest:
    assert post.current is not None
    return ReviewRequest.objects.create(
        post=post, revision=post.current, content_hash=post.current.content_hash, asked_by=by
    )


def test_work_goes_to_the_successor_where_they_may_write(team: Team, person: User, successor: User) -> None:
    elsewhere = make_team()
    mine = [make_post(team, person, make_body(), state=state) for state in ("draft", "changes", "approved")]
    waiting = make_post(team, person, make_body(), sealed=True, state="in_review")
    asked = request_for(waiting, person)
    stays = make_post(elsewhere, person, make_body())
    out = make_post(team, person, make_body(), sealed=True, state="published")
    foreseen = leaving.foresee(person)
    assert any("4 drafts" in line for line in foreseen.hands)
    departure = services.leave(actor=BOSS, person=person, successor=successor)
    for post in (*mine, waiting):
        post.refresh_from_db()
        assert post.author == successor
    asked.refresh_from_db()
    assert asked.asked_by == successor
    for post in (stays, out):
        post.refresh_from_db()
        assert post.author == person
    assert counts(departure.handed) == {"drafts": 3, "scheduled": 1, "reviews": 1}


def test_nobody_takes_over(team: Team, person: User) -> None:
    post = make_post(team, person, make_body())
    departure = services.leave(actor=BOSS, person=person)
    post.refresh_from_db()
    assert post.author == person
    assert departure.finished_at is not None
    assert counts(departure.handed) == {}
    later = make_person(Role.EDITOR, team)
    second = services.leave(actor=BOSS, person=person, successor=later)
    post.refresh_from_db()
    assert post.author == later
    assert second.pk != departure.pk


def test_leaving_twice_is_leaving_once(team: Team, person: User, successor: User) -> None:
    first = services.leave(actor=BOSS, person=person, successor=successor)
    assert services.leave(actor=BOSS, person=person).pk == first.pk
    assert services.leave(actor=BOSS, person=person, successor=successor).pk == first.pk
    assert AuditEntry.objects.filter(action="person.left").count() == 1
    services.reactivate(actor=BOSS, person=person)
    person.__dict__.pop("_rights", None)
    assert may(person, Right.WRITE, team)
    assert services.leave(actor=BOSS, person=person).pk != first.pk


@pytest.mark.parametrize("who", ["themselves", "gone", "program"])
def test_who_cannot_take_over(person: User, who: str) -> None:
    chosen = {
        "themselves": lambda: person,
        "gone": lambda: make_person(Role.EDITOR, is_active=False),
        "program": lambda: make_person(Role.EDITOR, is_service=True),
    }[who]()
    with pytest.raises(PeopleProblem) as caught:
        services.leave(actor=BOSS, person=person, successor=chosen)
    assert caught.value.code == "successor"
    person.refresh_from_db()
    assert person.is_active
    assert not Departure.objects.exists()


def test_only_administrators_of_the_whole_organisation(team: Team, person: User) -> None:
    for actor in (make_person(Role.ADMINISTRATOR, team), make_person(Role.EDITOR), person):
        with pytest.raises(Denied):
            services.leave(actor=actor, person=person)
    person.refresh_from_db()
    assert person.is_active


@pytest.fixture
def broken_step() -> Iterator[Callable[[], None]]:
    """A room whose part fails until it is mended."""
    state = {"broken": True}

    def act(told: leaving.Leaving) -> int:
        assert not User.objects.get(pk=told.person.pk).is_active  # access is cut by then
        if state["broken"]:
            raise RuntimeError("out of order")
        return 7

    leaving.at_leaving(Step("broken", Phase.HANDS, lambda n: f"{n} things", lambda who: 1, act))
    yield lambda: state.update(broken=False)
    del leaving._steps["broken"]


@pytest.mark.django_db(transaction=True)
def test_access_stays_cut_when_handing_over_fails(broken_step: Callable[[], None]) -> None:
    make_organisation()
    team = make_team()
    person, successor = make_person(Role.EDITOR, team), make_person(Role.EDITOR, team)
    services.make_feed_key(actor=person)
    post = make_post(team, person, make_body())
    with pytest.raises(RuntimeError):
        services.leave(actor=BOSS, person=person, successor=successor)
    person.refresh_from_db()
    post.refresh_from_db()
    assert not person.is_active
    assert not FeedKey.objects.exists()
    assert post.author == person
    assert Departure.objects.get().finished_at is None
    broken_step()
    departure = services.leave(actor=BOSS, person=person)
    post.refresh_from_db()
    assert post.author == successor
    assert counts(departure.handed)["broken"] == 7
    assert counts(departure.ended) == {"feed": 1}
    assert evidence.is_whole(evidence.paper(departure))


def test_answers_half_done_are_asked_again(team: Team) -> None:
    reviewer, author = make_person(Role.REVIEWER, team), make_person(Role.EDITOR, team)
    post = make_post(team, author, make_body(), sealed=True, state="in_review")
    told = {"post": post, "content_hash": "x", "answer": "yes", "pack_version": "1", "by": reviewer}
    under_way = Answer.objects.create(request=request_for(post, author), question="Q-1", **told)
    decided = make_post(team, author, make_body(), sealed=True, state="approved")
    closed = request_for(decided, author)
    ReviewRequest.objects.filter(pk=closed.pk).update(state="approved", closed_at=timezone.now())
    done = Answer.objects.create(request=closed, question="Q-1", **{**told, "post": decided})
    departure = services.leave(actor=BOSS, person=reviewer)
    under_way.refresh_from_db()
    done.refresh_from_db()
    assert under_way.replaced_at is not None
    assert done.replaced_at is None
    assert counts(departure.ended) == {"answers": 1}


SECRETS = [
    # network, how connected, by the leaver, role of the leaver, listed as
    ("bluesky", "app_password", False, Role.ADMINISTRATOR, "typed"),
    ("bluesky", "app_password", True, Role.EDITOR, "typed"),
    ("bluesky", "app_password", False, Role.EDITOR, None),
    ("mastodon", "oauth", False, Role.ADMINISTRATOR, None),
    ("mastodon", "oauth", True, Role.ADMINISTRATOR, "own_sign_in"),
    ("webhook", "token", False, Role.ADMINISTRATOR, "typed"),
    ("newsroom", "built_in", True, Role.ADMINISTRATOR, None),
]


@pytest.mark.parametrize(("network", "method", "theirs", "role", "kind"), SECRETS)
def test_shared_secrets(team: Team, network: str, method: str, theirs: bool, role: Role, kind: str | None) -> None:
    person = make_person(role, team)
    by = person if theirs else None
    make_channel(team, network, settings={"method": method}, connected_by=by, remote_id="did:1")
    make_channel(make_team(), "bluesky", settings={"method": "app_password"}, remote_id="did:2")
    services.leave(actor=BOSS, person=person)
    assert [row.kind for row in Rotation.objects.all()] == ([kind] if kind else [])


def test_applications_are_changed_when_an_administrator_of_everything_leaves(team: Team) -> None:
    Registration.objects.create(network="facebook", client_id="1", secrets={"client_secret": "s"})
    make_person(Role.ADMINISTRATOR)
    services.leave(actor=BOSS, person=make_person(Role.ADMINISTRATOR, team))
    assert not Rotation.objects.exists()
    services.leave(actor=BOSS, person=make_person(Role.ADMINISTRATOR))
    assert [row.kind for row in Rotation.objects.all()] == ["application"]


def test_ticking_a_secret_off(team: Team) -> None:
    boss, person = make_person(Role.ADMINISTRATOR), make_person(Role.ADMINISTRATOR, team)
    make_channel(team, "bluesky", settings={"method": "app_password"})
    services.leave(actor=boss, person=person)
    rotation = Rotation.objects.get()
    for done in (True, True, False, True):
        services.tick(actor=boss, rotation=rotation, done=done)
    assert rotation.done_by == boss
    said = AuditEntry.objects.filter(action__startswith="person.secret").values_list("action", flat=True)
    assert list(said) == ["person.secret_changed", "person.secret_open", "person.secret_changed"]
    with pytest.raises(Denied):
        services.tick(actor=make_person(Role.ADMINISTRATOR, team), rotation=rotation)


def test_the_paper_proves_itself(person: User, successor: User) -> None:
    departure = services.leave(actor=BOSS, person=person, successor=successor)
    paper = evidence.paper(departure)
    assert evidence.is_whole(paper)
    facts = json.loads(paper["evidence"])
    assert facts["person"]["name"] == "Kari Leaver"
    assert facts["successor"]["name"] == "Ola Stays"
    assert [entry["action"] for entry in facts["audit"]] == ["person.left", "person.handed_over"]
    for entry in facts["audit"]:
        assert AuditEntry.objects.get(seq=entry["seq"]).hash == entry["hash"]
    assert evidence.is_whole(paper, departure.public_key)
    assert not evidence.is_whole(paper, "00" * 32)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("evidence", "{}"),
        ("sha256", "0" * 64),
        ("signature", "0" * 128),
        ("signature", "not hexadecimal"),
        ("public_key", "11" * 32),
        ("public_key", ""),
    ],
)
def test_a_changed_paper_is_found(person: User, field: str, value: str) -> None:
    paper = evidence.paper(services.leave(actor=BOSS, person=person))
    assert not evidence.is_whole({**paper, field: value})


def test_the_number_of_statements_does_not_grow(team: Team, person: User, successor: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(number: int) -> int:
        who = make_person(Role.EDITOR, team)
        for _n in range(number):
            make_post(team, who, make_body(), state="draft")
        with CaptureQueriesContext(connection) as caught:
            services.leave(actor=BOSS, person=who, successor=successor)
        return len(caught.captured_queries)

    asked(0)  # the first act ever makes the head of the audit log
    assert asked(1) == asked(12)
