"""The connector for Instagram accounts of organisations, behind the Facebook page they belong to.

Graph API v26.0, in service at least until July 2028 (see ``networks/graph.py``).
Settling: class A, by the status of the container (see ``networks/containers.py``).

What Instagram cannot do: take a text without a picture or film, show links that
can be followed, take a picture down (its own developers' pages name no way to
delete; a person does it in the application), change a caption. It fetches pictures
itself, so the installation needs a public address.

Rights: ``instagram_basic``, ``instagram_content_publish``, and ``pages_show_list``
and ``pages_read_engagement`` to find the account behind its page.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from wellspoken.networks import graph
from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Picture, Prepared, Problem, Segment
from wellspoken.networks.checks import common
from wellspoken.networks.containers import Containers, Fields, Shelf, Wanted
from wellspoken.networks.graph_signin import GraphSignIn, agreed_until
from wellspoken.networks.instagram import text
from wellspoken.networks.instagram.reading import InstagramReading
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Health, Outcome, Sent, Settled, UploadResult
from wellspoken.networks.visible import asked

VISIBLE_SECONDS = 14.0
"""With what ``containers`` does before and after, no longer than the contract's ``PUBLISH_SECONDS``."""
SHELF = Shelf(
    prefix=f"/{graph.VERSION}",
    make="media",
    show="media_publish",
    status="status_code",
    words="caption",
    listed="media",
    quota="content_publishing_limit",
)


def _now() -> datetime:
    return datetime.now(UTC)


def _picture(picture: Picture) -> Fields:
    return {"image_url": picture.url, **({"alt_text": picture.alt} if picture.alt else {})}


def wanted(outgoing: Outgoing) -> Wanted:
    """Return the containers a post needs."""
    said = {"caption": outgoing.text} if outgoing.text else {}
    told = {"is_paid_partnership": outgoing.disclosure.paid_partnership, "is_ai_generated": outgoing.disclosure.ai_made}
    said |= {name: "true" for name, true in told.items() if true}
    if outgoing.video is not None:
        film = {"media_type": "REELS", "video_url": outgoing.video.url, "share_to_feed": "true"}
        return Wanted({**film, **said}, (), outgoing.text)
    if len(outgoing.pictures) == 1:
        return Wanted({**_picture(outgoing.pictures[0]), **said}, (), outgoing.text)
    parts = tuple({**_picture(one), "is_carousel_item": "true"} for one in outgoing.pictures)
    return Wanted({"media_type": "CAROUSEL", **said}, parts, outgoing.text)


class InstagramConnector(InstagramReading, GraphSignIn):
    """Instagram. ``clock`` tells the time, aware."""

    code = "instagram"
    name = "Instagram"
    capabilities = frozenset({"publish", "repeatable", "pictures", "alt_text", "oauth", "app", "metrics"})
    API_VERSION = graph.VERSION
    RETIRES = graph.RETIRES
    scopes = ("instagram_basic", "instagram_content_publish", "pages_show_list", "pages_read_engagement")

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock

    def _containers(self, account: Account) -> Containers:
        return Containers(Line(account, self.clock, graph.MANNER), SHELF)

    def account_of(self, page: Mapping[str, Any], secrets: Mapping[str, str], server: str) -> Account | None:
        """Return the Instagram account behind a page, None when it has none."""
        found = page.get("instagram_business_account")
        if not isinstance(found, dict) or not found.get("id"):
            return None
        handle = str(found.get("username") or found["id"])
        settings = {"name": str(found.get("name") or handle), "limits": text.LIMITS.to_json()}
        return Account(self.code, server, str(found["id"]), handle, secrets, settings)

    def limits(self, account: Account) -> Limits:
        """Return the network's limits; they are the same for every account."""
        return text.LIMITS

    def measure(self, text_: str, limits: Limits) -> Measure:
        """Count characters."""
        return text.measure(text_, limits)

    def segments(self, text_: str) -> list[Segment]:
        """Return what will be shown as mention or tag."""
        return text.segments(text_)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what Instagram would refuse."""
        found = [*common(outgoing, limits, self.measure), *text.shapes(outgoing)]
        if outgoing.link and outgoing.link not in outgoing.text:
            found.append(Problem("link_not_shown", {"link": outgoing.link}))
        return found

    def key_for(self, now: datetime) -> str:
        """Return a new name for this delivery; Instagram never sees it."""
        return str(uuid.uuid4())

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Return what ``upload`` fills: the body names a container that does not exist yet."""
        return Prepared(key, b"")

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Make the containers and wait until Instagram has fetched the pictures."""
        if not outgoing.pictures and outgoing.video is None:
            return UploadResult(failure=Sent(Outcome.REFUSED, reason="invalid", raw="a picture or film is needed"))
        containers = self._containers(account)
        full = containers.used_up()
        if full is not None:
            return UploadResult(failure=full)
        try:
            return UploadResult(containers.upload(prepared, wanted(outgoing)))
        except Refused as refused:
            return UploadResult(failure=refused.sent)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Publish the container, once."""
        return self._containers(account).publish(prepared, VISIBLE_SECONDS)

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Ask whether the container was published."""
        return asked(lambda: self._containers(account).look(prepared, since))

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Always refuse: a person takes it down in the application."""
        return Sent(Outcome.REFUSED, remote_id, reason="not_supported")

    def verify(self, account: Account) -> Health:
        """Ask who we are and until when the person's agreement lasts."""
        containers = self._containers(account)
        try:
            found = containers.line.get(SHELF.path(account.remote_id), {"fields": "id,username,name"})
        except Refused as refused:
            return Health(False, refused.sent.reason, raw=refused.sent.raw)
        if found.get("id") != account.remote_id:
            return Health(False, "odd_answer", raw="another account")
        handle, name = str(found.get("username") or account.handle), str(found.get("name") or "")
        return Health(True, "", agreed_until(account), handle, name, text.LIMITS)
