"""What the verbs of the content room do, and whom they refuse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tests.factories import make_body, make_channel, make_person, make_post, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content import access, hooks, selectors, services
from wellspoken.rooms.content.body import BadBody, Body, Evidence, Picture
from wellspoken.rooms.content.errors import EditConflict, NotEditable
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.kernel.walltime import BadTime
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.fixture
def ana(team: Team) -> User:
    return make_person(Role.EDITOR, team, name="Ana")


@pytest.fixture
def bo(team: Team) -> User:
    return make_person(Role.EDITOR, team, name="Bo")


def save(actor: User, post: Post, text: str, **more: Any) -> services.Saved:
    version = more.pop("version", post.version)
    return services.save_post(actor=actor, post=post, base_version=version, body=make_body(text), **more)


def actions() -> list[str]:
    return list(AuditEntry.objects.values_list("action", flat=True))


def test_a_new_post_is_a_draft_with_its_words_and_an_entry(team: Team, ana: User) -> None:
    channel = make_channel(team)
    post = services.create_post(actor=ana, team=team, body=make_body("Hello", channels=(channel.pk,)))
    assert (post.state, post.version, post.title, post.author) == ("draft", 1, "A walk for the heart", ana)
    assert post.current is not None
    assert post.current.content.text == "Hello"
    assert actions() == ["post.created"]


def test_a_new_post_speaks_the_teams_language() -> None:
    team = make_team(language="nb")
    post = services.create_post(actor=make_person(Role.CONTRIBUTOR, team), team=team)
    assert post.current is not None
    assert post.current.content.lang == "nb"


def test_a_save_counts_and_coalesces_the_same_persons_work(team: Team, ana: User, bo: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        post = services.create_post(actor=ana, team=team)
        first = save(ana, post, "one")
        second = save(ana, post, "one two")
        assert (first.version, second.version) == (2, 3)
        assert first.revision.pk == second.revision.pk
        save(bo, post, "one two three")
        clock.move_to(NOW + timedelta(minutes=2))
        save(bo, post, "one two three four")
    texts = [r.content.text for r in selectors.revisions_of(post)]
    assert texts == ["one two three four", "one two three", "one two"]


def test_a_sealed_revision_never_changes(team: Team, ana: User) -> None:
    post = services.create_post(actor=ana, team=team, body=make_body("sealed words"))
    revision = services.seal(actor=ana, post=post, base_version=post.version)
    assert revision.sealed
    save(ana, post, "later words")
    revision.refresh_from_db()
    assert revision.content.text == "sealed words"
    assert services.seal(actor=ana, post=post, base_version=post.version).number == 2
    assert actions() == ["post.created", "post.saved", "post.saved"]


def test_sealing_what_somebody_changed_meanwhile_is_refused(team: Team, ana: User, bo: User) -> None:
    post = services.create_post(actor=ana, team=team)
    old = post.version
    save(bo, post, "other words")
    with pytest.raises(EditConflict):
        services.seal(actor=ana, post=post, base_version=old)


def test_equal_words_write_nothing_even_from_an_old_version(team: Team, ana: User) -> None:
    post = services.create_post(actor=ana, team=team)
    saved = save(ana, post, "words")
    again = save(ana, post, "words", version=1)  # the answer to the first was lost on the way
    assert again.version == saved.version
    assert Revision.objects.filter(post=post).count() == 1


def test_who_comes_second_is_told_and_offered_both_edits(team: Team, ana: User, bo: User) -> None:
    base = make_body("one two three")
    post = services.create_post(actor=ana, team=team, body=base)
    save(bo, post, "ONE two three")
    with pytest.raises(EditConflict) as told:
        save(ana, post, "one two THREE", version=1, base=base)
    assert (told.value.version, told.value.who, told.value.theirs.text) == (2, "Bo", "ONE two three")
    assert told.value.merged == make_body("ONE two THREE")
    with pytest.raises(EditConflict) as clash:
        save(ana, post, "eins two three", version=1, base=base)
    assert clash.value.merged is None


def test_the_hook_hears_of_new_content_with_the_words_before(team: Team, ana: User) -> None:
    heard: list[tuple[str, str]] = []

    def listen(post: Post, before: Revision | None, after: Revision, actor: object) -> None:
        heard.append((before.content.text if before else "", after.content.text))

    hooks.revised.register(listen)
    try:
        post = services.create_post(actor=ana, team=team, body=make_body("a"))
        save(ana, post, "b")
        save(ana, post, "b")
        save(ana, post, "c")
    finally:
        hooks.revised._listeners.remove(listen)
    assert heard == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("draft", "draft"), ("changes", "changes"), ("rejected", "draft"), ("in_review", "draft"), ("approved", "draft")],
)
def test_an_edit_takes_the_post_back(before: str, after: str, team: Team, ana: User) -> None:
    post = make_post(team, ana, sealed=True, state=before)
    save(ana, post, "new words")
    assert post.state == after
    assert ("post.reopened" in actions()) == (before != after)


@pytest.mark.parametrize("state", ["published", "withdrawn", "binned"])
def test_what_is_out_or_binned_is_not_edited(state: str, team: Team, ana: User) -> None:
    post = make_post(team, ana, state=state)
    with pytest.raises(NotEditable):
        save(ana, post, "new words")
    with pytest.raises(NotEditable):
        services.set_plan(actor=ana, post=post, plan=Plan("now"))
    assert Post.objects.get(pk=post.pk).version == 1


def test_an_older_revision_comes_back_as_a_new_one(team: Team, ana: User, bo: User) -> None:
    post = services.create_post(actor=ana, team=team, body=make_body("first"))
    save(bo, post, "second")
    saved = services.restore_revision(actor=bo, post=post, number=1, base_version=post.version)
    assert (saved.revision.number, saved.revision.restored_from) == (3, 1)
    assert saved.revision.content.text == "first"
    save(bo, post, "third")
    assert [r.number for r in selectors.revisions_of(post)] == [4, 3, 2, 1]
    with pytest.raises(NotThere):
        services.restore_revision(actor=bo, post=post, number=99, base_version=post.version)


MEMBERS = [
    (Role.CONTRIBUTOR, True, False),
    (Role.EDITOR, True, True),
    (Role.PUBLISHER, True, True),
    (Role.REVIEWER, False, False),
    (Role.VIEWER, False, False),
    (Role.ADMINISTRATOR, False, False),
]


@pytest.mark.parametrize(("role", "own", "others"), MEMBERS)
def test_who_may_edit_what(role: Role, own: bool, others: bool, team: Team) -> None:
    person = make_person(role, team)
    mine, theirs = make_post(team, person), make_post(team)
    assert (access.may_edit(person, mine), access.may_edit(person, theirs)) == (own, others)
    for post, allowed in ((mine, own), (theirs, others)):
        if allowed:
            save(person, post, "words")
            assert access.get_editable(person, post.pk) == post
            continue
        for forbidden in (
            lambda p=post: save(person, p, "words"),
            lambda p=post: services.set_plan(actor=person, post=p, plan=Plan()),
            lambda p=post: services.bin_post(actor=person, post=p),
            lambda p=post: access.get_editable(person, p.pk),
        ):
            with pytest.raises(Denied):
                forbidden()


def test_another_teams_post_is_not_there(team: Team) -> None:
    stranger = make_person(Role.EDITOR, make_team())
    post = make_post(team)
    with pytest.raises(NotThere):
        access.get_post(stranger, post.pk)
    with pytest.raises(Denied):
        services.copy_post(actor=stranger, post=post)
    with pytest.raises(Denied):
        services.create_post(actor=stranger, team=team)
    assert list(selectors.posts_for(stranger)) == []


def test_seeing_is_not_reviewing(team: Team) -> None:
    viewer = make_person(Role.VIEWER, team)
    post = make_post(team)
    assert access.get_post(viewer, post.pk) == post
    with pytest.raises(Denied):
        access.get_post(viewer, post.pk, Right.REVIEW)


def test_the_bin_and_back(team: Team, ana: User) -> None:
    post = make_post(team, ana)
    services.bin_post(actor=ana, post=post)
    assert list(selectors.posts_for(ana)) == []
    assert list(selectors.posts_for(ana, states=["binned"])) == [post]
    services.restore_post(actor=ana, post=post)
    assert post.state == "draft"
    assert actions() == ["post.binned", "post.restored"]


@pytest.mark.parametrize("state", ["in_review", "published"])
def test_what_is_under_review_or_out_is_not_binned(state: str, team: Team, ana: User) -> None:
    with pytest.raises(StateConflict):
        services.bin_post(actor=ana, post=make_post(team, ana, state=state))


def test_a_copy_is_a_new_draft_with_the_same_words(team: Team, ana: User) -> None:
    post = make_post(team, ana, state="published")
    again = services.copy_post(actor=ana, post=post)
    assert (again.state, again.copied_from, again.plan_kind) == ("draft", post, "none")
    assert again.current is not None
    assert post.current is not None
    assert again.current.content_hash == post.current.content_hash


def test_a_part_of_the_system_may_write(team: Team) -> None:
    post = services.create_post(actor=SystemActor("sample"), team=team, body=make_body())
    assert post.author is None
    services.save_post(actor=SystemActor("sample"), post=post, base_version=1, body=make_body("x"))


def test_what_is_another_teams_cannot_be_named(team: Team, ana: User) -> None:
    foreign = make_channel()
    gone = make_channel(team, state="removed")
    picture = MediaFile.objects.create(
        team=foreign.team, name="a", mime="image/png", width=1, height=1, size=1, sha256="0" * 64
    )
    for body, code in [
        (Body(channels=(foreign.pk,)), "channel"),
        (Body(channels=(gone.pk,)), "channel"),
        (Body(pictures=(Picture(str(picture.pk), ""),)), "picture"),
        (Body(pictures=(Picture("no-uuid", ""),)), "picture"),
        (Body(evidence=(Evidence("javascript:alert(1)"),)), "address"),
        (Body(evidence=(Evidence("https://["),)), "address"),
    ]:
        with pytest.raises(BadBody) as refused:
            services.create_post(actor=ana, team=team, body=body)
        assert refused.value.code == code
    assert Post.objects.count() == 0


def test_a_channel_removed_later_does_not_stop_saving(team: Team, ana: User) -> None:
    channel = make_channel(team)
    post = services.create_post(actor=ana, team=team, body=make_body("a", channels=(channel.pk,)))
    channel.state = "removed"
    channel.save()
    body = make_body("b", channels=(channel.pk,))
    assert services.save_post(actor=ana, post=post, base_version=1, body=body).version == 2


def test_the_stored_picture_decides_its_hash(team: Team, ana: User) -> None:
    row = MediaFile.objects.create(team=team, name="a", mime="image/png", width=1, height=1, size=1, sha256="a" * 64)
    body = Body(pictures=(Picture(str(row.pk).upper(), "forged"),))
    post = services.create_post(actor=ana, team=team, body=body)
    assert post.current is not None
    assert post.current.content.pictures == (Picture(str(row.pk), "a" * 64),)


PLANS = [
    (Plan("at", "2026-12-24T09:00", "Europe/Oslo"), datetime(2026, 12, 24, 8, tzinfo=UTC), 0),
    (Plan("at", "2027-10-31T02:30", "Europe/Oslo"), datetime(2027, 10, 31, 0, 30, tzinfo=UTC), 0),
    (Plan("at", "2027-10-31T02:30", "Europe/Oslo", 1), datetime(2027, 10, 31, 1, 30, tzinfo=UTC), 1),
    (Plan("at", "2026-12-24T09:00", "Asia/Jakarta", 1), datetime(2026, 12, 24, 2, tzinfo=UTC), 0),
    (Plan("now"), None, 0),
    (Plan("slot", "2026-12-24T09:00", "Europe/Oslo"), None, 0),
    (Plan(), None, 0),
]


@pytest.mark.parametrize(("plan", "utc", "fold"), PLANS)
def test_a_plan_is_kept_as_wall_time_and_as_utc(plan: Plan, utc: Any, fold: int, team: Team, ana: User) -> None:
    post = make_post(team, ana)
    with time_machine.travel(NOW):
        services.set_plan(actor=ana, post=post, plan=plan)
    assert (post.plan_kind, post.plan_at, post.plan_fold) == (plan.kind, utc, fold)
    assert post.plan_wall == (plan.wall if plan.kind == "at" else "")
    assert actions() == ["post.planned"]


NO_PLANS = [
    ("at", "2027-03-28T02:30", "Europe/Oslo", "missing_hour"),
    ("at", "2020-01-01T09:00", "Europe/Oslo", "past"),
    ("at", "yesterday", "Europe/Oslo", "shape"),
    ("at", "", "", "shape"),
    ("at", "0001-01-01T00:00", "Asia/Jakarta", "shape"),
    ("at", "2026-12-24T09:00", "Atlantis/Deep", "zone"),
    ("someday", "", "", "shape"),
]


@pytest.mark.parametrize(("kind", "wall", "zone", "code"), NO_PLANS)
def test_a_time_that_cannot_be_is_refused(kind: str, wall: str, zone: str, code: str, team: Team, ana: User) -> None:
    post = make_post(team, ana)
    with time_machine.travel(NOW), pytest.raises(BadTime) as refused:
        services.set_plan(actor=ana, post=post, plan=Plan(kind, wall, zone))
    assert refused.value.code == code
    assert Post.objects.get(pk=post.pk).plan_kind == "none"


def test_a_persons_own_drafts(team: Team, ana: User, bo: User) -> None:
    mine = make_post(team, ana)
    make_post(team, ana, state="in_review")
    make_post(team, bo)
    assert selectors.own_drafts(ana) == [mine]
