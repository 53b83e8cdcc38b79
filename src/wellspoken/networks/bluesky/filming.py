"""A film on Bluesky: a blob of the account's own server, named by the record, with a WebVTT blob per language.

Source: the lexicon ``app.bsky.embed.video`` (MP4 of at most 100,000,000 bytes, up to 20 captions of at most 20,000
bytes, description of at most 1,000 graphemes and 10,000 bytes). Bluesky's own app sends films through a service on
another host first, which makes them ready for its players; a record that names the blob makes the same post, and the
network's servers make it ready when they meet it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wellspoken.networks.base import Outgoing, Problem, Video
from wellspoken.networks.spans import graphemes

MOST_CAPTIONS, CAPTION_BYTES, ALT_GRAPHEMES = 20, 20_000, 1000


def embedded(video: Video, handles: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the record's film; None until it is uploaded."""
    names = [f"captions:{number}" for number in range(len(video.captions))]
    if "film" not in handles or not all(name in handles for name in names):
        return None
    made: dict[str, Any] = {"$type": "app.bsky.embed.video", "video": json.loads(handles["film"])}
    made["aspectRatio"] = {"width": video.width, "height": video.height}
    if video.alt:
        made["alt"] = video.alt
    if names:
        pairs = zip(video.captions, names, strict=True)
        made["captions"] = [{"lang": one.lang, "file": json.loads(handles[name])} for one, name in pairs]
    return made


def film_problems(outgoing: Outgoing) -> list[Problem]:
    """Return what the lexicon does not allow."""
    video = outgoing.video
    if video is None:
        return []
    found = []
    if graphemes(video.alt) > ALT_GRAPHEMES:
        found.append(Problem("film_alt_too_long", {"most": ALT_GRAPHEMES}))
    for number, captions in enumerate(video.captions):
        if number >= MOST_CAPTIONS or len(captions.load()) > CAPTION_BYTES:
            found.append(Problem("captions_too_big", {"lang": captions.lang}))
    return found
