"""Every address asked by every role and by somebody signed out. A new route without an entry fails."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from tests.web.routes import ROUTES, Route, all_routes
from wellspoken.rooms.content.body import Picture
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery, NewsItem
from wellspoken.rooms.review.models import Comment, ReviewRequest

pytestmark = pytest.mark.django_db
ALLOWED_TROUBLE = {200, 201, 204, 302, 303, 400, 405, 409, 413, 415, 422, 503}


@dataclass
class House:
    """A team with one of everything, and a person for each role."""

    team: Team
    people: dict[str, User]
    wide: dict[str, User]  # the same roles in the whole organisation
    objects: dict[str, dict[str, Any]]


@pytest.fixture
def house() -> House:
    make_organisation()
    team = make_team()
    author = make_person(Role.EDITOR, team)
    people = {role: make_person(role, team) for role in Role.values}
    wide = {role: make_person(role) for role in Role.values}
    channel = make_channel(team)
    media = picture(team, author)
    body = make_body(channels=(channel.pk,), pictures=(Picture(str(media.pk), media.sha256, "A path"),))
    draft = make_post(team, people[Role.CONTRIBUTOR], body)
    waiting = make_post(team, author, body, sealed=True, state="in_review")
    live = make_post(team, author, body, sealed=True, state="published")
    request = ReviewRequest.objects.create(
        post=waiting, revision=waiting.current, content_hash=waiting.current.content_hash, asked_by=author
    )
    comment = Comment.objects.create(post=waiting, revision=waiting.current, text="Why?", by=author)
    delivery = Delivery.objects.create(
        post=live,
        revision=live.current,
        content_hash=live.current.content_hash,
        channel=channel,
        state="live",
        due_at=timezone.now(),
        not_before=timezone.now(),
    )
    item = news(channel, live, media)
    objects = {
        "draft": {"pk": draft.pk},
        "revision": {"pk": draft.pk, "number": 1},
        "number": {"number": draft.pk},
        "live": {"pk": live.pk},
        "delivery": {"pk": live.pk, "delivery_id": delivery.pk},
        "request": {"pk": request.pk},
        "comment": {"pk": request.pk, "comment_id": comment.pk},
        "channel": {"pk": channel.pk},
        "team": {"pk": team.pk},
        "person": {"pk": author.pk},
        "picture": {"pk": media.pk, "size": "thumb"},
        "public_picture": {"pk": media.pk, "size": "thumb"},
        "newsroom": {"slug": channel.slug},
        "item": {"slug": channel.slug, "item": item.slug},
        "network": {"network": "bluesky"},
        "step": {"slug": "organisation"},
        "reset": {"uidb36": "1", "key": "x-y"},
        "": {},
    }
    return House(team, people, wide, objects)


def picture(team: Team, author: User) -> MediaFile:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from wellspoken.rooms.media.services import add_picture
    from wellspoken.sample.pictures import draw

    return add_picture(actor=author, team=team, upload=SimpleUploadedFile("a.jpg", draw("lake"), "image/jpeg"))


def news(channel: Any, post: Any, media: MediaFile) -> NewsItem:
    now = timezone.now()
    shown = [
        {"media_id": str(media.pk), "alt": "A path", "width": media.width, "height": media.height, "focus": [0.5, 0.5]}
    ]
    return NewsItem.objects.create(
        channel=channel,
        post=post,
        key=uuid.uuid4().hex,
        slug="a-walk",
        title="A walk",
        text="Walk.",
        pictures=shown,
        published_at=now,
        changed_at=now,
    )


def address(name: str, route: Route, house: House) -> str:
    kwargs = house.objects[route.needs]
    if name in API:
        return reverse(f"api-1:{name}", kwargs=kwargs)
    if name == "media_upload":
        return reverse(name) + f"?team={house.team.pk}"
    return reverse(name, kwargs=kwargs)


JSON: dict[str, Any] = {"text": "Walk."}
API = {"openapi-json", "api-root", "list_posts", "new_post", "one_post", "screen_text", "api_me"}


def ask(client: Client, route: Route, where: str) -> int:
    """The status of one request whose effects are undone."""
    with transaction.atomic():
        kind = {"content_type": "application/json"} if "/api/" in where and route.method == "post" else {}
        said = JSON if kind else {}
        answer = getattr(client, route.method)(where, said, HTTP_IDEMPOTENCY_KEY=uuid.uuid4().hex, **kind)
        transaction.set_rollback(True)
    if answer.status_code in (302, 303) and "/accounts/login/?next=" in answer["Location"]:
        return 401
    return int(answer.status_code)


def test_every_route_is_in_the_matrix() -> None:
    unlisted = {(name, where) for name, where in all_routes() if name and name not in ROUTES}
    assert not unlisted
    assert not set(ROUTES) - {name for name, _ in all_routes()}


@pytest.mark.parametrize("name", [n for n, r in ROUTES.items() if not r.closed])
def test_who_may_use_it(name: str, house: House) -> None:
    route = ROUTES[name]
    where = address(name, route, house)
    JSON["team"] = house.team.pk
    said: dict[str, int] = {}
    for role, person in (house.wide if route.wide else house.people).items():
        client = Client()
        client.force_login(person)
        said[role] = ask(client, route, where)
    said["public"] = ask(Client(), route, where)
    assert not {r: s for r, s in said.items() if s >= 500 and s != 503}, said
    wrongly_in = {r: s for r, s in said.items() if r not in route.who and s not in {401, 403, 404}}
    wrongly_out = {r: s for r, s in said.items() if r in route.who and s not in ALLOWED_TROUBLE}
    assert not wrongly_in, f"may use it though they should not: {wrongly_in}"
    assert not wrongly_out, f"may not use it though they should: {wrongly_out}"


@pytest.mark.parametrize("name", [n for n, r in ROUTES.items() if r.closed])
def test_first_start_is_shut_once_there_is_an_organisation(name: str, house: House) -> None:
    route = ROUTES[name]
    for person in (None, *house.people.values()):
        client = Client()
        if person:
            client.force_login(person)
        before = User.objects.count()
        answer = getattr(client, route.method)(address(name, route, house))
        assert answer.status_code in {302, 403, 404}, (person, answer.status_code)
        assert User.objects.count() == before


@pytest.mark.parametrize(
    "name", [n for n in ROUTES if n.startswith("compose_") and ROUTES[n].needs == "draft"] + ["compose"]
)
def test_a_contributor_edits_only_their_own_drafts(name: str, house: House) -> None:
    client = Client()
    client.force_login(make_person(Role.CONTRIBUTOR, house.team))
    assert ask(client, ROUTES[name], address(name, ROUTES[name], house)) in {403, 404}


@pytest.mark.parametrize("name", [n for n, r in ROUTES.items() if r.wide])
def test_some_acts_need_the_role_in_the_whole_organisation(name: str, house: House) -> None:
    client = Client()
    client.force_login(house.people[Role.ADMINISTRATOR])
    assert ask(client, ROUTES[name], address(name, ROUTES[name], house)) in {403, 404}


@pytest.mark.parametrize(
    "name", [n for n, r in ROUTES.items() if r.needs in {"draft", "live", "channel", "request", "delivery"}]
)
def test_another_teams_things_do_not_exist(name: str, house: House) -> None:
    """A person with every role in one team asks for what belongs to another team."""
    elsewhere = make_team()
    stranger = make_person(None)
    from wellspoken.rooms.people.models import Grant

    for role in Role.values:
        Grant.objects.create(user=stranger, team=elsewhere, role=role)
    client = Client()
    client.force_login(stranger)
    assert ask(client, ROUTES[name], address(name, ROUTES[name], house)) in {403, 404}
