"""The connector for Threads.

Threads API v1.0; Threads has named no day on which it ends.
Settling: class A, by the status of the container (see ``networks/containers.py``).

It fetches pictures itself, so the installation needs a public address as soon as
a post has pictures. Edits, threads and captions are not offered here.

Rights: ``threads_basic`` and ``threads_content_publish``; ``threads_delete`` to
take posts down.
"""

from __future__ import annotations

from collections.abc import Iterable

from wellspoken.networks.base import Limits, Outgoing, Picture, Problem
from wellspoken.networks.contained import Contained
from wellspoken.networks.containers import Fields, Shelf, Wanted
from wellspoken.networks.http import Call
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Health
from wellspoken.networks.thin import odd, until
from wellspoken.networks.threads import text
from wellspoken.networks.threads.signin import CODE, MANNER, VERSION, ThreadsSignIn

SHELF = Shelf(
    prefix=f"/{VERSION}",
    make="threads",
    show="threads_publish",
    status="status",
    words="text",
    listed="threads",
    quota="threads_publishing_limit",
)


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


class ThreadsConnector(Contained, ThreadsSignIn):
    """Threads."""

    code = CODE
    name = "Threads"
    capabilities = frozenset({"publish", "repeatable", "delete", "pictures", "alt_text", "oauth", "app"})
    API_VERSION = VERSION
    RETIRES = None

    TEXT, MANNER, SHELF = text, MANNER, SHELF
    HIDES = True

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only Threads refuses."""
        return text.beyond(outgoing, limits)

    def wanted(self, outgoing: Outgoing) -> Wanted:
        """Return the containers a post needs."""
        return wanted(outgoing)

    def removal(self, line: Line, remote_id: str) -> Call:
        """Return the request that deletes the post."""
        return line.call("DELETE", SHELF.path(remote_id))

    def health(self, line: Line) -> Health:
        """Ask who we are."""
        found, account = line.get(SHELF.path("me"), {"fields": "id,username,name"}), line.account
        if found.get("id") != account.remote_id:
            return odd("another account")
        handle, name = str(found.get("username") or account.handle), str(found.get("name") or "")
        return Health(True, "", until(line.account.secrets, "expires_at"), handle, name, text.LIMITS)
