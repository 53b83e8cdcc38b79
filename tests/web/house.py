"""A house for tests that ask for every address: one of everything, and many of everything."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests import film_kit
from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from tests.rooms.consents.kit import drawing, offered, signed
from tests.web.routes import Route
from wellspoken.rooms.audit.anchoring import anchor_today
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.house.choosing import choose
from wellspoken.rooms.compliance.house.exemptions import exempt
from wellspoken.rooms.compliance.house.sombre import begin, end
from wellspoken.rooms.compliance.house.terms import TermFacts, add_term
from wellspoken.rooms.compliance.models import StudyApproval
from wellspoken.rooms.compliance.services import screen_body
from wellspoken.rooms.compliance.trials import ask_trial
from wellspoken.rooms.consents import services as consents
from wellspoken.rooms.content.body import Picture
from wellspoken.rooms.content.film import CaptionUse, FilmUse
from wellspoken.rooms.content.services import read_import
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.media.films.captioning import add_captions
from wellspoken.rooms.media.models import Film, MediaFile
from wellspoken.rooms.media.public_links import film_token, token
from wellspoken.rooms.media.renditions import Bounds
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.people.models import Grant, Rotation, Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services import leave, make_feed_key
from wellspoken.rooms.people.services.erasing import erase
from wellspoken.rooms.people.services.keys import KeyFacts, make_key
from wellspoken.rooms.people.services.mapping import map_group
from wellspoken.rooms.people.services.products import ProductFacts, add_product
from wellspoken.rooms.publishing.models import Delivery, Hold, NewsItem, Series, TakedownTask, Triage
from wellspoken.rooms.records.archiving import keep
from wellspoken.rooms.records.models import Binder, Export, Incident
from wellspoken.rooms.review.checks import snapshot
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.rooms.review.flow.plans import Applies, StepPlan
from wellspoken.rooms.review.models import Comment, Competence, ReviewRequest, Workflow
from wellspoken.rooms.review.services import Invitation, invite
from wellspoken.sample.pictures import draw

#: addresses below /api/, which answer JSON
API = {"openapi-json", "api-root", "list_posts", "new_post", "one_post", "screen_text", "api_me"}
STATES = ("draft", "changes", "rejected", "in_review", "approved", "published", "withdrawn", "published")
DELIVERIES = {
    "approved": ("scheduled", "late", "held"),
    "published": ("live", "unknown", "refused"),
    "withdrawn": ("withdrawn",),
}


@dataclass
class House:
    """A team with one of everything, and a person for each role."""

    team: Team
    people: dict[str, User]
    wide: dict[str, User]  # the same roles in the whole organisation
    objects: dict[str, dict[str, Any]]


def make_house() -> House:
    """One of everything in one team, somebody for each role there, and somebody for each role everywhere."""
    make_organisation()
    team = make_team()
    author = make_person(Role.EDITOR, team)
    people = {role: make_person(role, team) for role in Role.values}
    wide = {role: make_person(role) for role in Role.values}
    channel = make_channel(team)
    media = picture(team, author)
    walk = walking(team, author)
    shown = (Picture(str(media.pk), media.sha256, "A path"),)
    body = make_body(channels=(channel.pk,), pictures=shown, film=walk)
    draft = make_post(team, people[Role.CONTRIBUTOR], body)
    waiting = make_post(team, author, body, sealed=True, state="in_review")
    live = make_post(team, author, body, sealed=True, state="published")
    request = ReviewRequest.objects.create(
        post=waiting,
        revision=waiting.current,
        content_hash=waiting.current.content_hash,
        asked_by=author,
        checks=snapshot(screen_body(team=team, body=body)),
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
    rules = drafted(wide[Role.ADMINISTRATOR])
    lifted = Hold.objects.create(target=f"team:{team.pk}", team=team, reason="A drill.", state="lifted")
    Triage.objects.create(hold=lifted)
    task = TakedownTask.objects.create(delivery=delivery, why="cannot_delete")
    brought = read_import(actor=author, team=team, name="posts.csv", data=b"Title,Text\nFlu,Wash your hands.")
    gone = leave(actor=SystemActor("test"), person=make_person(Role.EDITOR, team, name="Gone Away"))
    nameless = erase(actor=SystemActor("test"), person=left_before(team), reason="Asked for by letter.")
    rotation = Rotation.objects.create(departure=gone, kind="typed", label="Bluesky", ref="channel:0")
    today = timezone.localdate()
    again = Series.objects.create(
        post=live,
        revision=live.current,
        content_hash=live.current.content_hash,
        every="week",
        weekdays=list(range(7)),
        first=today,
        last=today + timedelta(days=30),
        at="09:00",
        zone="Europe/Oslo",
    )
    agreed = consents_of(team, people[Role.PUBLISHER])
    objects = {
        **agreed,
        "series": {"pk": again.pk},
        "departure": {"pk": gone.pk},
        "erasure": {"pk": nameless.pk},
        "key": {"pk": make_key(actor=author, person=author, facts=KeyFacts("Website", ["read"])).row.pk},
        "access_file": {"kind": "csv"},
        "passkey": {"pk": 999_999},
        "rotation": {"pk": rotation.pk},
        "mapping": {"pk": map_group(actor=SystemActor("test"), group="Writers", team=team, role=Role.EDITOR).pk},
        "import": {"pk": brought.pk},
        "feed": {"key": make_feed_key(actor=author)},
        "hold": {"pk": lifted.pk},
        "task": {"pk": task.pk},
        "draft": {"pk": draft.pk},
        "revision": {"pk": draft.pk, "number": 1},
        "number": {"number": draft.pk},
        "live": {"pk": live.pk},
        "delivery": {"pk": live.pk, "delivery_id": delivery.pk},
        "duty": {"pk": live.pk, "duty": "GDPR-4"},
        "request": {"pk": request.pk},
        "comment": {"pk": request.pk, "comment_id": comment.pk},
        "channel": {"pk": channel.pk},
        "team": {"pk": team.pk},
        "person": {"pk": author.pk},
        "picture": {"pk": media.pk, "size": "thumb"},
        "public_picture": {"pk": media.pk, "size": "thumb"},
        "signed": {"token": token(media, Bounds(10**6, 1000)), "ending": "jpg"},
        "newsroom": {"slug": channel.slug},
        **films(walk, item),
        "item": {"slug": channel.slug, "item": item.slug},
        "network": {"network": "bluesky"},
        "closed_network": {"network": "facebook"},
        "choice": {"key": "gone"},
        "step": {"slug": "organisation"},
        **rules,
        **flows_of(team, people[Role.REVIEWER]),
        **outside_of(request, people[Role.REVIEWER], media),
        **archived(delivery, media),
        "anchor": {"number": anchor_today().number},
        "entry": {"seq": 1},
        "reset": {"uidb36": "1", "key": "x-y"},
        "": {},
    }
    number = walk.captions[0].key
    objects["outside_captions"] = {"key": objects["outside_key"]["key"], "number": number}
    return House(team, people, wide, objects)


def walking(team: Team, author: User) -> FilmUse:
    """A film with captions, as a post uses it."""
    made = film_kit.stored(team, author)
    row = add_captions(actor=author, film=made, lang="en", upload=SimpleUploadedFile("a.srt", film_kit.SRT))
    return FilmUse(str(made.pk), made.sha256, "A walk", captions=(CaptionUse(row.pk, "en", row.sha256),))


def films(walk: FilmUse, item: NewsItem) -> dict[str, dict[str, Any]]:
    """The film on its own, and shown by a news item."""
    key = walk.captions[0].key
    item.film = {"film_id": walk.film_id, "mime": "video/mp4", "captions": [{"key": key, "lang": "en"}]}
    item.save()
    return {
        "film": {"pk": walk.film_id},
        "film_captions": {"pk": walk.film_id, "key": key},
        "signed_film": {"token": film_token(Film.objects.get(pk=walk.film_id), walk.sha256)},
        "news_film": {"pk": walk.film_id},
        "news_captions": {"pk": walk.film_id, "lang": "en"},
    }


def left_before(team: Team) -> User:
    """Somebody who left, with everything handed over."""
    return leave(actor=SystemActor("test"), person=make_person(Role.EDITOR, team, name="Long Gone")).person


def consents_of(team: Team, keeper: User) -> dict[str, dict[str, Any]]:
    """A consent being written, one that waits, one that was signed, with a link to it."""
    done, waits = signed(team, keeper, picture=drawing()), offered(team, keeper)
    back = signed(team, keeper)
    consents.withdraw(actor=keeper, consent=back, withdrawal=consents.Withdrawal("mail"))
    key = consents.make_link(actor=keeper, consent=done)
    return {
        "consent": {"pk": done.pk},
        "consent_waiting": {"pk": waits.pk},
        "consent_step": {"pk": consents.begin(actor=keeper, team=team).pk, "step": "person"},
        "consent_back": {"pk": back.pk},
        "consent_verb": {"pk": done.pk, "verb": "copy"},
        "consent_key": {"key": key},
    }


def flows_of(team: Team, reviewer: User) -> dict[str, dict[str, Any]]:
    """A workflow of one step that applies to no post of the house."""
    step = StepPlan("Privacy", "people", (reviewer.pk,))
    applies = Applies(hashtags=("nobody-writes-this",))
    made = Workflow.objects.create(
        team=team, name="Stories", number=1, applies=applies.to_json(), steps=[step.to_json()]
    )
    study = StudyApproval.objects.create(
        team=team, number="IRB 24-118", board="Board", title="Sleep", wording="IRB 24-118"
    )
    return {"workflow": {"pk": made.pk}, "workflow_step": {"pk": made.pk, "place": 0}, "study": {"pk": study.pk}}


def outside_of(request: ReviewRequest, reviewer: User, media: MediaFile) -> dict[str, dict[str, Any]]:
    """Somebody from outside who reads a request, by their link."""
    said = Invitation("Olga Moe", "olga@example.org", "You chair the committee.")
    row, key = invite(actor=reviewer, request=request, asked=said)
    return {
        "outsider": {"pk": request.pk, "outsider": row.pk},
        "outside_key": {"key": key},
        "outside_picture": {"key": key, "pk": media.pk, "size": "thumb"},
    }


def drafted(officer: User) -> dict[str, dict[str, Any]]:
    """A draft of the rules with one of everything, a trial of it, and a product."""
    why = "The board decided so."
    choose(actor=officer, rule="ABS-1", severity="review", reason=why)
    term = add_term(actor=officer, facts=TermFacts("flying doctors", "block", "We say air rescue."))
    exemption = exempt(actor=officer, kind="person", value="Ola Nord", reason=why)
    trial = ask_trial(actor=officer)
    key = add_product(actor=officer, facts=ProductFacts("Elmol"))
    days = begin(actor=officer, mood="grief", reason=why)
    end(actor=officer, pk=days.pk)
    return {
        "rule": {"rule": "ABS-1"},
        "term": {"number": term.number},
        "exemption": {"pk": exemption.pk},
        "trial": {"pk": trial.pk},
        "product": {"key": key},
        "sombre": {"pk": days.pk},
    }


def archived(delivery: Delivery, media: MediaFile) -> dict[str, dict[str, Any]]:
    """What the archive keeps of a live delivery."""
    Delivery.objects.filter(pk=delivery.pk).update(live_at=timezone.now())
    edition = keep(delivery.pk)
    assert edition is not None
    binder = Binder.objects.create(team=edition.team, post=edition.post)
    ready = Binder.objects.create(team=edition.team, post=edition.post, state="done")
    ready.place.parent.mkdir(parents=True, exist_ok=True)
    ready.place.write_bytes(b"PK")
    failed, made = Export.objects.create(state="failed"), Export.objects.create(state="done")
    made.place.parent.mkdir(parents=True, exist_ok=True)
    made.place.write_bytes(b"PK")
    incident = Incident.objects.create(
        team=edition.team,
        post=edition.post,
        sealed={"what": "A name."},
        evidence={"shown": []},
        known_at=timezone.now(),
    )
    return {
        "export": {"pk": failed.pk},
        "export_made": {"pk": made.pk},
        "incident": {"pk": incident.pk},
        "edition": {"pk": edition.pk},
        "edition_picture": {"pk": edition.pk, "sha256": media.sha256},
        "binder": {"pk": binder.pk},
        "binder_made": {"pk": ready.pk},
    }


def picture(team: Team, author: User) -> MediaFile:
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


def make_all_knowing() -> User:
    """Somebody with every role in the whole organisation."""
    person = make_person(None, name="Ida Everything")
    Grant.objects.bulk_create(Grant(user=person, role=role) for role in Role.values)
    return person


def crowd(house: House) -> None:
    """150 posts with deliveries, 60 people, each named for a field, 40 channels, 8 more teams, 300 audit entries."""
    for number in range(60):
        person = make_person(Role.values[number % len(Role.values)], house.team)
        Competence.objects.create(user=person, field=list(FIELDS)[number // len(Role.values) % len(FIELDS)])
    known = User.objects.get(pk=house.objects["person"]["pk"])
    Grant.objects.bulk_create(Grant(user=known, team=make_team(), role=Role.EDITOR) for _number in range(8))
    trouble = [{}, {"state": "broken", "last_error": "sign_in_expired"}, {"state": "paused"}]
    ends = timezone.now() + timedelta(days=3)
    channels = [
        make_channel(house.team, "bluesky", remote_id=f"did:{n}", expires_at=ends if n % 4 else None, **trouble[n % 3])
        for n in range(40)
    ]
    author = next(iter(house.people.values()))
    for number in range(150):
        _one_of_many(house, author, channels, number)
    for number in range(300):
        record(action="channel.paused", actor=SystemActor("test"), obj=channels[number % 40], data={"number": number})
    live = Delivery.objects.get(pk=house.objects["delivery"]["delivery_id"])
    for channel in channels:
        _deliver(live.post, channel, "live", 0)


def _one_of_many(house: House, author: User, channels: list[Channel], number: int) -> None:
    state = STATES[number % len(STATES)]
    mine = [channels[(number + step) % 40] for step in range(3)]
    body = make_body(
        f"Walk number {number} for thirty minutes.", title=f"Post {number}", channels=tuple(c.pk for c in mine)
    )
    at = timezone.now() + timedelta(minutes=7 * (number - 75))
    post = make_post(house.team, author, body, sealed=True, state=state, plan_kind="at", plan_at=at)
    if state == "in_review":
        seal = {"revision": post.current, "content_hash": post.current.content_hash}
        ReviewRequest.objects.create(post=post, asked_by=author, **seal)
    for channel, outcome in zip(mine, DELIVERIES.get(state, ()), strict=False):
        _deliver(post, channel, outcome, number)


def _deliver(post: Any, channel: Channel, state: str, number: int) -> None:
    at = timezone.now() + timedelta(minutes=7 * (number - 75))
    Delivery.objects.create(
        post=post, revision=post.current, content_hash=post.current.content_hash, channel=channel, state=state,
        due_at=at, not_before=at, live_at=at if state == "live" else None, url="https://social.example.org/1",
    )  # fmt: skip
