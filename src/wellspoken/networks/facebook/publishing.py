"""The steps of a Facebook post: pictures and the post itself unpublished, then one switch, then a question.

The post is made with ``published=false`` and has its number before anybody can
see it. The visible call sets ``is_published`` on that number. It may be repeated
without harm, and the number can be asked whether it is published: class A.
A lost answer while making the unpublished post leaves one that nobody sees.
Films are in ``film``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from wellspoken.networks import graph
from wellspoken.networks.base import Outgoing, Picture, Prepared
from wellspoken.networks.facebook import film
from wellspoken.networks.http import Call
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Presence, Settled

SWITCH = b"is_published=true"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ASKED = "id,is_published,permalink_url"


def path(*parts: str) -> str:
    """Return the path of an object or one of its edges."""
    return "/" + "/".join((graph.VERSION, *parts))


def words(outgoing: Outgoing) -> bytes:
    """Return what the post says, before it has pictures: what ``edit`` and ``upload`` read."""
    said = {"message": outgoing.text}
    said |= {"link": outgoing.link} if outgoing.link and not outgoing.pictures else {}
    return json.dumps(said, ensure_ascii=False).encode()


def words_field(number: str) -> str:
    """Return what the words are called: posts have the page's number before their own, films have not."""
    return "message" if "_" in number else "description"


def is_film(prepared: Prepared) -> bool:
    """Whether a film is what will be published."""
    return prepared.handles.get("kind") == "film"


def fields_of(outgoing: Outgoing, photos: list[str]) -> dict[str, str]:
    """Return the form that makes the unpublished post."""
    fields = {**json.loads(words(outgoing)), "published": "false"}
    media = [{"media_fbid": number} for number in photos]
    return {**fields, **({"attached_media": json.dumps(media)} if media else {})}


def _made(line: Line, call: Call) -> str:
    """Make something nobody sees and return its number. Raises Refused."""
    answer = line.object(line.insist(lambda: call, attempts=1))
    number = answer.get("id")
    if not isinstance(number, str) or not number:
        raise line.odd("no number")
    return number


def photo_call(line: Line, picture: Picture) -> Call:
    """Return the request that uploads a picture no post shows yet."""
    fields = {"published": "false", **({"alt_text_custom": picture.alt} if picture.alt else {})}
    call = line.form(path(line.account.remote_id, "photos"), fields)
    file = {"source": (picture.name, picture.load(), picture.mime)}
    return Call("POST", call.url, call.headers, None, file, fields, call.home, call.allow_private, 60.0)


def upload(line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
    """Make the unpublished post, or keep the one that was made. Raises Refused."""
    known: Mapping[str, str] = prepared.handles
    if outgoing.video is not None:
        return film.upload(line, outgoing, outgoing.video, prepared)
    if "post" in known:
        return Prepared(prepared.key, SWITCH, known)
    photos = [_made(line, photo_call(line, picture)) for picture in outgoing.pictures]
    post = _made(line, line.form(path(line.account.remote_id, "feed"), fields_of(outgoing, photos)))
    return Prepared(prepared.key, SWITCH, {"post": post})


def look_up(line: Line, prepared: Prepared) -> Settled:
    """Ask whether our post is published. Raises Refused."""
    number = prepared.handles.get("post", "")
    if not number:
        return Settled(Presence.UNSURE, raw="the post was never made")
    if is_film(prepared):
        return film.look_up(line, number)
    found = line.get(path(number), {"fields": ASKED})
    published, said = found.get("is_published"), f"is_published: {found.get('is_published')!r}"
    if found.get("id") != number or not isinstance(published, bool):
        return Settled(Presence.UNSURE, raw=said)
    if not published:
        return Settled(Presence.ABSENT, raw=said)
    return Settled(Presence.LIVE, number, graph.address(found.get("permalink_url")), said)
