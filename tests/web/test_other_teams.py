"""Somebody with every role in one team asks every address for what belongs to another: nothing is shown or changed."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import make_body, make_channel, make_person, make_post, make_team
from tests.web.house import House, address, picture
from tests.web.routes import EVERYBODY, ROUTES
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.body import Body, Picture
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.models import Comment, ReviewRequest
from wellspoken.sample.pictures import draw

pytestmark = pytest.mark.django_db

#: what routes need that belongs to no team, with the reason
OF_NO_TEAM = {
    "": "no object",
    "rule": "rules hold for the whole organisation",
    "term": "rules hold for the whole organisation",
    "exemption": "rules hold for the whole organisation",
    "trial": "rules hold for the whole organisation",
    "sombre": "a mood of the whole organisation",
    "product": "products of the whole organisation",
    "network": "a name of a network",
    "closed_network": "registrations of the whole organisation",
    "choice": "a key in the person's own session",
    "step": "a page of the first start",
    "access_file": "a kind of file",
    "team": "teams named in forms are tried below",
}
#: words of the other team that may stand in no answer
WORDS = ("Walk for thirty minutes", "A walk for the heart", "Mira Solheim", "A drill.", "Asked for by letter")
SHUT = {302, 401, 403, 404, 405}
#: what may be read beyond one's team, said in docs/security.md
READABLE = {
    "person": "whoever adds people to a team finds those who are there",
    "person_rights": "whoever adds people to a team finds those who are there",
    "audit_entry": "one log for the whole organisation; its chain cannot be read in parts",
    "audit_anchor": "one log for the whole organisation; its chain cannot be read in parts",
}


class Stranger:
    """Somebody with every role in a team of their own, with one of the usual things in it."""

    def __init__(self) -> None:
        self.team: Team = make_team()
        self.person: User = make_person(None, name="Stranger")
        Grant.objects.bulk_create(Grant(user=self.person, team=self.team, role=role) for role in Role.values)
        self.channel: Channel = make_channel(self.team)
        self.media: MediaFile = picture(self.team, self.person)
        self.draft: Post = make_post(self.team, self.person, make_body("Own words.", title="Own"))
        self.waiting: Post = make_post(self.team, self.person, make_body("Own."), sealed=True, state="in_review")
        assert self.waiting.current is not None
        seal = {"revision": self.waiting.current, "content_hash": self.waiting.current.content_hash}
        self.request = ReviewRequest.objects.create(post=self.waiting, asked_by=self.person, **seal)
        self.client = Client()
        self.client.force_login(self.person)


@pytest.fixture
def house(standing: House) -> House:
    return standing


@pytest.fixture
def stranger(house: House) -> Stranger:
    return Stranger()


def rows() -> dict[tuple[str, Any], dict[str, Any]]:
    """Every row of every room but the log's head, which moves with each entry."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in {"sessions", "contenttypes", "auth"} or model.__name__ == "AuditHead":
            continue
        for row in model._base_manager.values():
            found[(model._meta.label, row[model._meta.pk.name])] = row
    return found


def changed(before: dict[tuple[str, Any], dict[str, Any]]) -> list[tuple[str, Any]]:
    """Rows of before that are gone or other than they were."""
    after = rows()
    return [key for key, row in before.items() if after.get(key) != row]


def test_every_need_is_of_a_team_or_said_not_to_be() -> None:
    assert not set(OF_NO_TEAM) - {route.needs for route in ROUTES.values()}


def test_no_address_opens_or_changes_another_teams_things(house: House, stranger: Stranger) -> None:
    before, open_doors, told = rows(), list[tuple[str, str, int]](), list[tuple[str, str]]()
    for name, route in ROUTES.items():
        if route.who == EVERYBODY or route.needs in OF_NO_TEAM or route.closed:
            continue
        where = address(name, route, house)
        for method in ("get", "post"):
            answer = getattr(stranger.client, method)(where, HTTP_IDEMPOTENCY_KEY=uuid.uuid4().hex)
            if method == "get" and name in READABLE:
                continue
            if answer.status_code not in SHUT:
                open_doors.append((name, method, answer.status_code))
            if any(word in answer.content.decode("utf-8", "replace") for word in WORDS):
                told.append((name, method))
    assert not open_doors
    assert not told
    assert not changed(before)


@dataclass(frozen=True)
class Ids:
    """Keys of things that a form may name."""

    team: int
    channel: int
    media: MediaFile
    comment: int
    delivery: int


def asks(stranger: Stranger, ids: Ids) -> dict[str, tuple[str, dict[str, Any]]]:
    """Requests about the stranger's own things with a key in the form or in the second place of the address."""

    def told(**body: Any) -> dict[str, Any]:
        key = {"HTTP_IDEMPOTENCY_KEY": uuid.uuid4().hex}
        return {"data": json.dumps(body), "content_type": "application/json", **key}

    def saved(body: Body) -> dict[str, Any]:
        return told(version=Post.objects.get(pk=stranger.draft.pk).version, body=body.to_json())

    picture_named = [{"media_id": str(ids.media.pk), "alt": "A path"}]
    with_picture = make_body(pictures=(Picture(str(ids.media.pk), ids.media.sha256, "A path"),))
    own, autosave, table = stranger.team.pk, reverse("compose_autosave", args=[stranger.draft.pk]), b"Title,Text\nA,B."
    return {
        "draft for a team": ("/api/v1/posts", told(team=ids.team, text="Own.")),
        "draft for a channel": ("/api/v1/posts", told(team=own, text="Own.", channels=[ids.channel])),
        "draft with a picture": ("/api/v1/posts", told(team=own, text="Own.", pictures=picture_named)),
        "checks of a team": ("/api/v1/screen", told(team=ids.team, text="Own.")),
        "channel of a draft": (autosave, saved(make_body(channels=(ids.channel,)))),
        "picture of a draft": (autosave, saved(with_picture)),
        "upload": (reverse("media_upload"), {"data": {"team": ids.team, "file": upload()}}),
        "table": (reverse("import_begin"), {"data": {"team": ids.team, "file": SimpleUploadedFile("a.csv", table)}}),
        "hold of a team": (reverse("hold_place"), {"data": {"over": f"team:{ids.team}", "reason": "A long drill."}}),
        "hold of a channel": (
            reverse("hold_place"),
            {"data": {"over": f"channel:{ids.channel}", "reason": "A long drill."}},
        ),
        "resolve": (reverse("review_resolve", args=[stranger.request.pk, ids.comment]), {}),
    }


@cache
def lake() -> bytes:
    return draw("lake")


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("b.jpg", lake(), "image/jpeg")


def test_keys_of_another_team_in_forms_and_second_places_lead_nowhere(house: House, stranger: Stranger) -> None:
    said = stranger.request.revision
    comment = Comment.objects.create(post=stranger.waiting, revision=said, text="Own?", by=stranger.person)
    own = Ids(stranger.team.pk, stranger.channel.pk, stranger.media, comment.pk, 0)
    found = house.objects
    theirs = Ids(
        house.team.pk,
        found["channel"]["pk"],
        MediaFile.objects.get(pk=found["picture"]["pk"]),
        found["comment"]["comment_id"],
        found["delivery"]["delivery_id"],
    )
    before = rows()
    wrongly_taken = [
        name
        for name, (where, form) in asks(stranger, theirs).items()
        if stranger.client.post(where, **form).status_code in {200, 201} and name != "table"
    ]
    assert not wrongly_taken
    of_mine = {("content.Post", stranger.draft.pk), ("people.User", stranger.person.pk)}
    assert not set(changed(before)) - of_mine
    new = {key: row for key, row in rows().items() if before.get(key) != row}
    secret = {str(theirs.media.pk), theirs.media.pk.hex}
    reaching = [key for key, row in new.items() if row.get("team_id") == house.team.pk or secret & set(_words(row))]
    assert not reaching
    refused = [name for name in asks(stranger, own) if taken(stranger, own, name) not in {200, 201, 302}]
    assert not refused  # the same requests about one's own things are taken: what was refused was the key


def taken(stranger: Stranger, ids: Ids, name: str) -> int:
    """The status of one request, made from the draft as it is now."""
    where, form = asks(stranger, ids)[name]
    return int(stranger.client.post(where, **form).status_code)


def _words(row: dict[str, Any]) -> list[str]:
    return str(row).replace('"', " ").replace("'", " ").split()
