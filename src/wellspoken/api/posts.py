"""Posts: list, one with its deliveries, a new draft."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Status

from wellspoken.api.auth import person
from wellspoken.api.errors import READING, REFUSALS
from wellspoken.api.fields import Number
from wellspoken.api.presenting import line, whole
from wellspoken.api.schemas import PostIn, PostOut, PostsOut
from wellspoken.api.teams import visible_team
from wellspoken.rooms.content.access import get_post
from wellspoken.rooms.content.body import BadBody, Body, Evidence, Picture
from wellspoken.rooms.content.selectors import posts_for
from wellspoken.rooms.content.services import create_post
from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.kernel.idempotency import Ask, once
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.scopes import Scope

router = Router(tags=["posts"])
IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=200, pattern="^[!-~]+$")]


@router.get("/posts", response={200: PostsOut, **READING}, summary="Posts that the person may see, newest first")
def list_posts(
    request: HttpRequest,
    team: Annotated[Number | None, Query()] = None,
    state: Annotated[PostState | None, Query()] = None,
    before: Annotated[Number | None, Query(description="only posts with a smaller id")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> PostsOut:
    """A page of posts; `team` and `state` narrow it. Posts in the bin come only when asked for by state."""
    posts = posts_for(person(request, Scope.READ), states=[state] if state else None).order_by("-pk")
    if team is not None:
        posts = posts.filter(team_id=team)
    if before is not None:
        posts = posts.filter(pk__lt=before)
    found = list(posts[: limit + 1])
    more = len(found) > limit
    return PostsOut(items=[line(post) for post in found[:limit]], next=found[limit - 1].pk if more else None)


@router.get("/posts/{number}", response={200: PostOut, **READING}, summary="One post with its deliveries")
def one_post(request: HttpRequest, number: Number) -> PostOut:
    """The newest words, and for each channel the state, the times and every attempt."""
    user = person(request, Scope.READ)
    return whole(user, get_post(user, number))


@router.post("/posts", response={201: PostOut, **REFUSALS}, summary="A new draft")
def new_post(request: HttpRequest, response: HttpResponse, key: IdempotencyKey, data: PostIn) -> Any:
    """Makes a draft. Sent again with the same key and body, it answers as it did the first time."""
    user = person(request, Scope.WRITE)
    team = visible_team(user, data.team)

    def work() -> tuple[int, dict[str, Any]]:
        try:
            post = create_post(actor=user, team=team, body=_body(data))
        except BadBody as error:
            if error.code in {"channel", "picture"}:
                raise NotThere(str(error)) from error
            raise
        return 201, whole(user, get_post(user, post.pk)).model_dump(mode="json")

    fingerprint = hashlib.sha256(data.model_dump_json().encode()).hexdigest()
    answer = once(Ask(user.actor_id, key, "POST /posts", fingerprint), work)
    response["Idempotency-Replayed"] = "true" if answer.replayed else "false"
    return Status(answer.status, answer.body)


def _body(data: PostIn) -> Body:
    channels = tuple(sorted(set(data.channels)))
    return Body(
        title=data.title,
        text=data.text.replace("\r\n", "\n"),
        lang=data.lang,
        channels=channels,
        variants={v.channel: v.text.replace("\r\n", "\n") for v in data.variants if v.channel in channels},
        pictures=tuple(Picture(str(p.media_id), "", p.alt) for p in data.pictures),
        evidence=tuple(Evidence(e.url, e.title, e.publisher, e.checked_on or "") for e in data.evidence),
        use_until=data.use_until or "",
    )
