"""The film's part of the composer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.film import FilmUse
from wellspoken.web.films import contexts, words


def film_part(channels: list[Channel], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The film of what the form holds, its JSON for the form, and what each channel's network takes."""
    try:
        use = FilmUse.from_json(raw.get("film"))
    except (TypeError, ValueError, KeyError, AttributeError):  # what a form sent and was refused
        use = None
    shown = contexts.shown(use)
    return {
        "shown": shown,
        "json": json.dumps(use.to_json(), ensure_ascii=False, separators=(",", ":")) if use and shown else "",
        "rows": [{"channel": channel, "takes": words.takes(channel)} for channel in channels],
        "most": words.size(settings.FILM_MAX_BYTES),
    }
