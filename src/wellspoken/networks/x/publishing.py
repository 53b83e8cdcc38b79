"""The post itself, and finding it again in the account's own timeline.

X shortens addresses and writes the one of a picture behind the text; both are
undone before words are compared. A duplicate refusal names no post: only the
timeline says whether it is ours.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from wellspoken.networks.base import Outgoing, Prepared
from wellspoken.networks.http import OddAnswer, Reply
from wellspoken.networks.judging import text_of
from wellspoken.networks.likeness import comparable, moment
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Presence, Settled
from wellspoken.networks.x.api import ask
from wellspoken.networks.x.text import segments

LONG_AGO = timedelta(days=90)
SKEW = timedelta(seconds=60)
PAGE = "100"
PAGES = 3
FIELDS = "created_at,entities,attachments,note_post"
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def body(outgoing: Outgoing, media: list[str], reply_to: str = "") -> bytes:
    """Return the exact body of the call that posts."""
    said: dict[str, Any] = {"text": outgoing.text} if outgoing.text else {}
    said |= {"media": {"media_ids": media}} if media else {}
    said |= {"reply": {"in_reply_to_tweet_id": reply_to}} if reply_to else {}
    said |= {"made_with_ai": True} if outgoing.disclosure.ai_made else {}
    said |= {"paid_partnership": True} if outgoing.disclosure.paid_partnership else {}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def written(reply: Reply, handle: str) -> tuple[str, str]:
    """Return id and address of the post. Raises OddAnswer, KeyError, TypeError or ValueError."""
    number = text_of(reply.json()["data"]["id"])
    return number, address(handle, number)


def address(handle: str, number: str) -> str:
    """Return the public address of a post."""
    return f"https://x.com/{handle}/status/{number}"


def _bare(url: str) -> str:
    return _SCHEME.sub("", url).rstrip("/").lower()


def words_of_text(text: str) -> str:
    """Return the words of a text we sent, comparable with ``words_of_post``."""
    for one in reversed([one for one in segments(text) if one.kind == "link"]):
        text = text[: one.start] + _bare(one.text) + text[one.end :]
    return comparable(text)


def words_of_post(post: dict[str, Any]) -> str:
    """Return the words of a post as X gives it back, comparable."""
    note = post.get("note_post") or post.get("note_tweet")
    source = note if isinstance(note, dict) and note.get("text") else post
    text, entities = html.unescape(str(source.get("text", ""))), source.get("entities")
    urls = entities.get("urls", []) if isinstance(entities, dict) else []
    for one in urls if isinstance(urls, list) else []:
        if isinstance(one, dict) and one.get("url"):
            picture = "media_key" in one or str(one.get("display_url", "")).startswith(("pic.x.com", "pic.twitter.com"))
            text = text.replace(str(one["url"]), "" if picture else _bare(str(one.get("expanded_url", ""))))
    return comparable(text)


def _media(post: dict[str, Any]) -> int:
    attached = post.get("attachments")
    keys = attached.get("media_keys") if isinstance(attached, dict) else None
    return len(keys) if isinstance(keys, list) else 0


def _posts(line: Line, since: datetime) -> Iterator[dict[str, Any]]:
    """Yield the account's own posts since then. Raises Refused, OddAnswer."""
    params = {"max_results": PAGE, "exclude": "retweets", "start_time": f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    for _ in range(PAGES if line.budget.attempts > 1 else 1):
        found = ask(line, f"/2/users/{line.account.remote_id}/tweets", params, FIELDS)
        posts, meta = found.get("data", []), found.get("meta")
        if not isinstance(meta, dict) or not isinstance(posts, list) or found.get("errors"):
            raise OddAnswer("not a timeline")
        if not all(isinstance(one, dict) and moment(one.get("created_at")) for one in posts):
            raise OddAnswer("posts without a time")
        yield from posts
        if not meta.get("next_token"):
            return
        params["pagination_token"] = str(meta["next_token"])
    raise OddAnswer("too many posts to be sure")


def _made(post: dict[str, Any]) -> datetime:
    return moment(post.get("created_at")) or datetime.max.replace(tzinfo=UTC)


def find(line: Line, prepared: Prepared, since: datetime) -> Settled:
    """Look for our post in the account's own timeline. Raises Refused."""
    try:
        wanted = json.loads(prepared.body)
        first = datetime.fromtimestamp(float(prepared.handles.get("at", since.timestamp())), UTC)
        words, media = words_of_text(wanted.get("text", "")), len(wanted.get("media", {}).get("media_ids", []))
        seen, start = 0, min(first, since) - SKEW
        for post in _posts(line, start):
            seen += 1
            if _made(post) >= start and _media(post) == media and words_of_post(post) == words:
                number = text_of(post.get("id"))
                return Settled(Presence.LIVE, number, address(line.account.handle, number))
    except (OddAnswer, ValueError, TypeError, AttributeError) as error:
        return Settled(Presence.UNSURE, raw=str(error)[:500])
    return Settled(Presence.ABSENT, raw=f"{seen} newer posts, none of them this one")


def find_older(line: Line, prepared: Prepared, since: datetime) -> Settled:
    """Look for an older post with the same words, which explains a duplicate refusal. Raises Refused."""
    return find(line, replace(prepared, handles={}), since - LONG_AGO)
