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

from collections.abc import Iterable, Mapping
from typing import Any

from wellspoken.networks import graph
from wellspoken.networks.base import Account, Limits, Outgoing, Picture, Problem
from wellspoken.networks.contained import Contained
from wellspoken.networks.containers import Fields, Shelf, Wanted
from wellspoken.networks.graph_signin import GraphSignIn, agreed_until
from wellspoken.networks.instagram import text
from wellspoken.networks.instagram.reading import InstagramReading
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Health, Outcome, Sent
from wellspoken.networks.thin import link_in_text, odd

SHELF = Shelf(
    prefix=f"/{graph.VERSION}",
    make="media",
    show="media_publish",
    status="status_code",
    words="caption",
    listed="media",
    quota="content_publishing_limit",
)


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


class InstagramConnector(Contained, InstagramReading, GraphSignIn):
    """Instagram."""

    code = "instagram"
    name = "Instagram"
    capabilities = frozenset({"publish", "repeatable", "pictures", "alt_text", "oauth", "app", "metrics"})
    API_VERSION = graph.VERSION
    RETIRES = graph.RETIRES
    scopes = ("instagram_basic", "instagram_content_publish", "pages_show_list", "pages_read_engagement")

    TEXT, MANNER, SHELF = text, graph.MANNER, SHELF

    def account_of(self, page: Mapping[str, Any], secrets: Mapping[str, str], server: str) -> Account | None:
        """Return the Instagram account behind a page, None when it has none."""
        found = page.get("instagram_business_account")
        if not isinstance(found, dict) or not found.get("id"):
            return None
        handle = str(found.get("username") or found["id"])
        settings = {"name": str(found.get("name") or handle), "limits": text.LIMITS.to_json()}
        return Account(self.code, server, str(found["id"]), handle, secrets, settings)

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only Instagram refuses."""
        return [*text.shapes(outgoing), *link_in_text(outgoing)]

    def wanted(self, outgoing: Outgoing) -> Wanted:
        """Return the containers a post needs."""
        if not outgoing.pictures and outgoing.video is None:
            raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw="a picture or film is needed"))
        return wanted(outgoing)

    def health(self, line: Line) -> Health:
        """Ask who we are and until when the person's agreement lasts."""
        account = line.account
        found = line.get(SHELF.path(account.remote_id), {"fields": "id,username,name"})
        if found.get("id") != account.remote_id:
            return odd("another account")
        handle, name = str(found.get("username") or account.handle), str(found.get("name") or "")
        return Health(True, "", agreed_until(account), handle, name, text.LIMITS)
