"""What one delivery says, in the connectors' words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wellspoken.networks.contract import Disclosure, Limits, Outgoing, Picture
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.body import Picture as BodyPicture
from wellspoken.rooms.media import public_links, renditions
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.publishing import filming
from wellspoken.rooms.publishing.models import Delivery

TITLE_LENGTH = 150
DEFAULT_SIDE = 2000


class PictureChanged(Exception):
    """The stored picture is gone or is not the one that was approved."""


def outgoing_for(delivery: Delivery, limits: Limits, created_at: datetime) -> Outgoing:
    """The approved text, pictures and film for this channel. Raises `PictureChanged`, `FilmChanged`, `FilmNotReady`."""
    body = delivery.revision.content
    return Outgoing(
        text=body.text_for(delivery.channel_id),
        created_at=created_at,
        lang=(body.lang,),
        pictures=tuple(_picture(p, limits) for p in body.pictures),
        title=_title(body),
        video=filming.video(body.film, limits),
        **_further(body, limits),
    )


def _further(body: Body, limits: Limits) -> dict[str, Any]:
    """What goes with the post. A thread goes everywhere or is refused; comment and marks where the network has them."""
    said = body.further
    marks = Disclosure(**{name: getattr(said, name) and name in limits.can for name in ("paid_partnership", "ai_made")})
    comment = said.first_comment if "first_comment" in limits.can else ""
    return {"thread": said.thread, "first_comment": comment, "disclosure": marks}


def _title(body: Body) -> str:
    """The title, or the text's first line when the author gave none."""
    first = next((line.strip() for line in body.text.splitlines() if line.strip()), "")
    return (body.title.strip() or first)[:TITLE_LENGTH]


def _picture(picture: BodyPicture, limits: Limits) -> Picture:
    media = MediaFile.objects.filter(pk=picture.media_id).first()
    if media is None or media.sha256 != picture.sha256:
        raise PictureChanged(picture.media_id)
    jpeg_only = "image/png" not in limits.picture_types
    bounds = renditions.Bounds(limits.picture_bytes, DEFAULT_SIDE, limits.picture_pixels or 0, jpeg_only)
    made = renditions.fitted(media, bounds)
    more = {"name": picture.media_id, "url": public_links.address(media, bounds, made.mime)}
    return Picture(lambda: made.data, made.mime, picture.alt, made.width, made.height, size=len(made.data), **more)
