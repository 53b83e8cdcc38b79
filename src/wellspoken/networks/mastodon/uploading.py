"""Uploading pictures and films that no post shows yet, until the server has processed them."""

from __future__ import annotations

import time

from wellspoken.networks.base import Picture, Video
from wellspoken.networks.http import OddAnswer, Reply
from wellspoken.networks.mastodon.api import Api, Refused
from wellspoken.networks.outcomes import Outcome, Sent

PROCESSING_SECONDS = 20.0


def odd(what: str) -> Refused:
    """Say that an answer was none; nothing is visible."""
    return Refused(Sent(Outcome.NOT_SENT, reason="odd_answer", raw=what))


def _number(reply: Reply) -> str:
    try:
        return str(reply.json()["id"])
    except (OddAnswer, KeyError) as error:
        raise odd(repr(error)) from error


def _ready(api: Api, reply: Reply, number: str) -> str:
    """Wait a while until the server has processed it (202 and 206 say: not yet). Raises Refused."""
    end = time.monotonic() + PROCESSING_SECONDS
    while reply.status in (202, 206):
        if time.monotonic() > end:
            raise Refused(Sent(Outcome.NOT_SENT, reason="busy", retry_after=30.0, status=reply.status))
        time.sleep(0.3)
        reply = api.ask(f"/api/v1/media/{number}")
    return number


def picture(api: Api, what: Picture) -> str:
    """Upload a picture and wait until it is ready; return its id. Raises Refused."""
    reply = api.upload(what)
    return _ready(api, reply, _number(reply))


def film(api: Api, video: Video) -> str:
    """Upload a film and wait until it is ready; return its id. Raises Refused."""
    reply = api.upload_film(video)
    return _ready(api, reply, _number(reply))
