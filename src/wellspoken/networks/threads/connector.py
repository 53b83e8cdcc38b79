"""The connector for Threads.

Threads API v1.0; Threads has named no day on which it ends.
Settling: class A, by the status of the container (see ``networks/containers.py``).

It fetches pictures itself, so the installation needs a public address as soon as
a post has pictures. Edits, threads and captions are not offered here.

Rights: ``threads_basic`` and ``threads_content_publish``; ``threads_delete`` to
take posts down.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Picture, Prepared, Problem, Segment
from wellspoken.networks.checks import common
from wellspoken.networks.containers import Containers, Fields, Shelf, Wanted
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.oauth2 import moment
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled, UploadResult
from wellspoken.networks.threads import text
from wellspoken.networks.threads.signin import CODE, MANNER, VERSION, ThreadsSignIn
from wellspoken.networks.visible import deleted

VISIBLE_SECONDS = 14.0
"""With what ``containers`` does before and after, no longer than the contract's ``PUBLISH_SECONDS``."""
SHELF = Shelf(
    prefix=f"/{VERSION}",
    make="threads",
    show="threads_publish",
    status="status",
    words="text",
    listed="threads",
    quota="threads_publishing_limit",
)


def _now() -> datetime:
    return datetime.now(UTC)


def _picture(picture: Picture) -> Fields:
    described = {"alt_text": picture.alt} if picture.alt else {}
    return {"media_type": "IMAGE", "image_url": picture.url, **described}


def wanted(outgoing: Outgoing) -> Wanted:
    """Return the containers a post needs."""
    said = {"text": outgoing.text} if outgoing.text else {}
    if outgoing.video is not None:
        film = {"media_type": "VIDEO", "video_url": outgoing.video.url}
        film |= {"alt_text": outgoing.video.alt} if outgoing.video.alt else {}
        return Wanted({**film, **said}, (), outgoing.text)
    if not outgoing.pictures:
        link = text.attached_link(outgoing)
        card = {"link_attachment": link} if link else {}
        return Wanted({"media_type": "TEXT", **said, **card}, (), outgoing.text)
    if len(outgoing.pictures) == 1:
        return Wanted({**_picture(outgoing.pictures[0]), **said}, (), outgoing.text)
    parts = tuple({**_picture(one), "is_carousel_item": "true"} for one in outgoing.pictures)
    return Wanted({"media_type": "CAROUSEL", **said}, parts, outgoing.text)


class ThreadsConnector(ThreadsSignIn):
    """Threads. ``clock`` tells the time, aware."""

    code = CODE
    name = "Threads"
    capabilities = frozenset({"publish", "repeatable", "delete", "pictures", "alt_text", "oauth", "app"})
    API_VERSION = VERSION
    RETIRES = None

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock

    def _containers(self, account: Account) -> Containers:
        return Containers(Line(account, self.clock, MANNER), SHELF)

    def limits(self, account: Account) -> Limits:
        """Return the network's limits; they are the same for every account."""
        return text.LIMITS

    def measure(self, text_: str, limits: Limits) -> Measure:
        """Count characters, and emoji by their bytes."""
        return text.measure(text_, limits)

    def segments(self, text_: str) -> list[Segment]:
        """Return what will be shown as link, mention or topic."""
        return text.segments(text_)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what Threads would refuse."""
        return [*common(outgoing, limits, self.measure), *text.beyond(outgoing, limits)]

    def key_for(self, now: datetime) -> str:
        """Return a new name for this delivery; Threads never sees it."""
        return str(uuid.uuid4())

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Return what ``upload`` fills: the body names a container that does not exist yet."""
        return Prepared(key, b"")

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Make the containers and wait until Threads has fetched the pictures."""
        containers = self._containers(account)
        try:
            containers.line.ready()
            full = containers.used_up()
            done = None if full else containers.upload(prepared, wanted(outgoing))
        except Refused as refused:
            full, done = refused.sent, None
        return UploadResult(done, full, containers.line.renewed)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Publish the container, once."""
        containers = self._containers(account)
        sent = containers.publish(prepared, VISIBLE_SECONDS)
        return containers.line.signed(sent)

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Ask whether the container was published."""
        containers = self._containers(account)
        try:
            containers.line.ready()
            found = containers.look(prepared, since)
        except Refused as refused:
            found = Settled(Presence.UNSURE, raw=refused.sent.raw)
        return replace(found, new_secrets=containers.line.renewed)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the post. "Not found" is also said to a token that may not see it: the account is asked first."""
        line = self._containers(account).line
        try:
            line.ready()
            sent = deleted(line, remote_id, line.twice(line.call("DELETE", SHELF.path(remote_id))))
            if sent.reason == "already_gone":
                line.get(SHELF.path("me"), {"fields": "id"})
        except Refused as refused:
            sent = replace(refused.sent, outcome=Outcome.UNKNOWN)
        return line.signed(sent)

    def verify(self, account: Account) -> Health:
        """Ask who we are; a token near its end is renewed."""
        line = self._containers(account).line
        try:
            line.ready()
            found = line.get(SHELF.path("me"), {"fields": "id,username,name"})
        except Refused as refused:
            return Health(False, refused.sent.reason, raw=refused.sent.raw, new_secrets=line.renewed)
        if found.get("id") != account.remote_id:
            return Health(False, "odd_answer", raw="another account", new_secrets=line.renewed)
        end = moment(line.account.secrets, "expires_at")
        until = datetime.fromtimestamp(end, UTC) if end else None
        handle, name = str(found.get("username") or account.handle), str(found.get("name") or "")
        return Health(True, "", until, handle, name, text.LIMITS, line.renewed)
