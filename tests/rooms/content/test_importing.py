"""Drafts from a table: each sound row once, whatever happens in between, and back in one act."""

from __future__ import annotations

import pytest

from tests.factories import make_channel, make_organisation, make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post, PostImport
from wellspoken.rooms.content.services import drop_import, make_drafts, read_import, undo_import
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User

pytestmark = pytest.mark.django_db
TABLE = b"Title,Text,Channels,Date,Time\nA,One,newsroom,2099-01-12,09:00\nB,,,,\nC,Three,,,\n"


@pytest.fixture
def author() -> User:
    make_organisation()
    return make_person("editor", make_team())


@pytest.fixture
def brought(author: User) -> PostImport:
    team = author.grants.get().team
    make_channel(team, "newsroom")
    return read_import(actor=author, team=team, name="posts.csv", data=TABLE)


def always() -> bool:
    return True


def test_sound_rows_become_drafts_with_their_time(author: User, brought: PostImport) -> None:
    assert not Post.objects.exists()
    make_drafts(actor=author, imported=brought, go_on=always)
    first, third = Post.objects.order_by("pk")
    assert (brought.state, brought.made) == ("done", {"2": first.pk, "4": third.pk})
    assert (first.title, first.state, first.plan_wall, first.plan_zone) == (
        "A",
        "draft",
        "2099-01-12T09:00",
        "Europe/Oslo",
    )
    assert first.current is not None
    assert first.current.content.channels == (Channel.objects.get().pk,)
    assert third.plan_kind == "none"


def test_a_stopped_request_goes_on_where_it_stopped(author: User, brought: PostImport) -> None:
    steps = iter([True, False])
    make_drafts(actor=author, imported=brought, go_on=lambda: next(steps))
    assert (brought.state, brought.reached, Post.objects.count()) == ("making", 1, 1)
    stale = PostImport.objects.get()
    make_drafts(actor=author, imported=brought, go_on=always)
    make_drafts(actor=author, imported=stale, go_on=always)  # a second request with an older view of it
    assert Post.objects.count() == 2
    assert AuditEntry.objects.filter(action="import.done").count() == 1


def test_back_in_one_act_but_not_what_somebody_went_on_with(author: User, brought: PostImport) -> None:
    make_drafts(actor=author, imported=brought, go_on=always)
    Post.objects.filter(title="C").update(version=2)
    assert undo_import(actor=author, imported=brought) == 1
    assert dict(Post.objects.values_list("title", "state")) == {"A": "binned", "C": "draft"}
    with pytest.raises(StateConflict):
        undo_import(actor=author, imported=brought)


def test_a_channel_removed_meanwhile_loses_no_words(author: User, brought: PostImport) -> None:
    Channel.objects.update(state="removed")
    make_drafts(actor=author, imported=brought, go_on=always)
    first = Post.objects.earliest("pk")
    assert first.current is not None
    assert (first.current.content.text, first.current.content.channels) == ("One", ())


def test_thrown_away_it_keeps_no_words(author: User, brought: PostImport) -> None:
    drop_import(actor=author, imported=brought)
    assert PostImport.objects.get().rows == []
    with pytest.raises(StateConflict):
        drop_import(actor=author, imported=brought)


def test_only_who_may_suggest_posts(author: User, brought: PostImport) -> None:
    for role in ("viewer", "reviewer"):
        with pytest.raises(Denied):
            make_drafts(actor=make_person(role, brought.team), imported=brought, go_on=always)
    assert not Post.objects.exists()
