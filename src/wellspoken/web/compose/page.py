"""The composer page's view model: what the template shows and what its island starts from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from wellspoken.rooms.channels import abilities, measures
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.selectors import for_team
from wellspoken.rooms.compliance import sources
from wellspoken.rooms.content.body import MAX_TEXT
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.selectors import revisions_of
from wellspoken.rooms.library.selectors import sources_for
from wellspoken.rooms.media.seeing import seen
from wellspoken.rooms.media.selectors import by_ids
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.models import ReleaseRequest
from wellspoken.rooms.review.selectors import Around, around, release_asked
from wellspoken.web.compose import further, planning, words
from wellspoken.web.consents.people import in_post
from wellspoken.web.films.part import film_part

ALT_LENGTH = 1500


@dataclass(slots=True)
class Shown:
    """What is shown instead of the stored words, after something was not taken."""

    raw: dict[str, Any] | None = None
    version: int | None = None
    errors: list[str] = field(default_factory=list)
    report: dict[str, Any] | None = None
    conflict: Any = None


def context(user: User, post: Post, shown: Shown) -> dict[str, Any]:
    """Everything the template needs, in about six queries."""
    stored = post.current.content.to_json() if post.current else {}
    raw = shown.raw or stored
    told = [{**source, "said": sources.in_words(str(source["url"]))} for source in raw.get("evidence", [])]
    channels = for_team(post.team)
    version = post.version if shown.version is None else shown.version
    wish, beside = release_asked(post), around(user, post)
    return {
        "post": post,
        "body": {**raw, "evidence": told},
        "version": version,
        "base": json.dumps(stored, ensure_ascii=False, separators=(",", ":")),
        "state_word": words.STATES[post.state],
        "channels": [_channel(c, raw) for c in channels],
        "people": in_post(post, post.current.content) if post.current else [],
        "consents": json.dumps(raw.get("consents") or [], separators=(",", ":")),
        "pictures": _pictures(raw),
        "film": film_part(channels, raw),
        "further": further.fields(channels, raw),
        "corrects": further.corrects(post),
        "blank_picture": {"media_id": "__id__", "focus": "0.5,0.5"},
        "languages": settings.LANGUAGES,
        "max_text": MAX_TEXT,
        "alt_length": ALT_LENGTH,
        "known_sources": sources_for(post.team),
        "revisions": revisions_of(post, 12),
        "may_submit": may(user, Right.WRITE, post.team_id) or may(user, Right.SUGGEST, post.team_id),
        "nobody_reviews": not beside.reviewed,
        "may_move": may(user, Right.PUBLISH, post.team_id),
        "plan": planning.plan_of_post(post),
        "plan_label": planning.label(post),
        "plan_doubled": planning.doubled(planning.plan_of_post(post)),
        "today": timezone.localdate().isoformat(),
        "errors": shown.errors,
        "conflict": shown.conflict,
        "report": shown.report,
        "asked_release": wish,
        "data": {**_data(user, post, channels, version), "standing": _standing(beside, wish)},
    }


def _channel(channel: Channel, raw: dict[str, Any]) -> dict[str, Any]:
    """A channel as the form shows it; keys in `raw` may be text or numbers."""
    key = str(channel.pk)
    own = {str(k): v for k, v in dict(raw.get("variants", {})).items()}
    return {
        "pk": channel.pk,
        "name": channel.name,
        "network": measures.network_name(channel.network),
        "code": channel.network,
        "state": channel.state,
        "on": key in {str(c) for c in raw.get("channels", [])},
        "own": key in own,
        "text": own.get(key, raw.get("text", "")) if key in own else "",
        "does": abilities.of_channel(channel),
    }


def _pictures(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """The pictures of the body with their stored files; a file that is gone is left out."""
    files = by_ids(str(p["media_id"]) for p in raw.get("pictures", []))
    return [
        {
            "media_id": p["media_id"],
            "alt": p["alt"],
            "focus": ",".join(str(n) for n in (p["focus"] or (0.5, 0.5))),
            "name": files[p["media_id"]].name,
            "width": files[p["media_id"]].width,
            "height": files[p["media_id"]].height,
            "url": reverse("media", args=[p["media_id"], "medium"]),
            "seen": seen(files[p["media_id"]]).sentence,
        }
        for p in raw.get("pictures", [])
        if p["media_id"] in files
    ]


def _data(user: User, post: Post, channels: list[Channel], version: int) -> dict[str, Any]:
    """What the island starts from (a JSON script element)."""
    return {
        "post": post.pk,
        "person": user.pk,
        "version": version,
        "team": post.team_id,
        "lang": get_language() or "en",
        "urls": {
            "autosave": reverse("compose_autosave", args=[post.pk]),
            "screen": reverse("compose_screen", args=[post.pk]),
            "plan": reverse("compose_plan", args=[post.pk]),
            "upload": reverse("media_upload"),
            "login": reverse("account_login"),
        },
        "channels": [_facts(c) for c in channels],
        "altLength": ALT_LENGTH,
        "words": words.island(),
    }


def _standing(beside: Around, wish: ReleaseRequest | None) -> dict[str, Any]:
    """What holds for the stored words alone: whether a release is asked, and which findings are released."""
    return {"asked": str(wish.pk) if wish else "", "released": beside.released}


def _facts(channel: Channel) -> dict[str, Any]:
    limits = measures.limits(channel)
    return {
        "id": channel.pk,
        "name": channel.name,
        "handle": "" if channel.handle.startswith("/") else channel.handle,  # a Newsroom has an address, no account
        "network": channel.network,
        "networkName": measures.network_name(channel.network),
        "limit": limits["max_length"],
        "unit": limits["unit"],
        "linkLength": limits["link_length"],
        "pictures": limits["max_pictures"],
        "can": limits["can"],
    }
