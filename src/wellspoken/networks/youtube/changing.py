"""Changing the words of a film that is out: what is not ours to say (its category, tags) stays as it is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from wellspoken.networks.base import Prepared
from wellspoken.networks.editing import Edited, Words
from wellspoken.networks.http import Call
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Outcome, Sent
from wellspoken.networks.thin import JSON
from wellspoken.networks.youtube.answers import address

KEPT = ("categoryId", "tags", "defaultLanguage", "defaultAudioLanguage")
"""Parts of the description that YouTube drops when they are not sent along."""


def _now_there(line: Line, number: str) -> dict[str, Any]:
    """Return the film's description. Raises Refused, also when the film is not there."""
    items = line.get("/youtube/v3/videos", {"part": "snippet", "id": number}).get("items")
    if items == []:
        raise Refused(Sent(Outcome.REFUSED, reason="not_found"))
    found = items[0].get("snippet") if isinstance(items, list) and isinstance(items[0], dict) else None
    if not isinstance(found, dict):
        raise line.odd("no description")
    return found


class YouTubeChanging(Edited):
    """The changing half of the connector: title and description."""

    def words_of(self, prepared: Prepared) -> Words:
        """Read title and description."""
        return {name: str(value) for name, value in json.loads(prepared.body)["snippet"].items()}

    def shown(self, line: Line, remote_id: str) -> Words:
        """Ask for the film's description."""
        return {name: str(value) for name, value in _now_there(line, remote_id).items()}

    def change(self, line: Line, remote_id: str, words: Words) -> Call:
        """Return the request that replaces the words and keeps the rest."""
        there = _now_there(line, remote_id)
        kept = {name: there[name] for name in KEPT if name in there}
        body = json.dumps({"id": remote_id, "snippet": {**kept, **words}}, ensure_ascii=False).encode()
        call = line.call("PUT", "/youtube/v3/videos", {"part": "snippet"})
        return replace(call, headers={**call.headers, **JSON}, body=body)

    def address(self, remote_id: str) -> str:
        """Return the film's address."""
        return address(remote_id)
