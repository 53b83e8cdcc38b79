"""Publishing on Mastodon-API servers, judging the answer, and finding our own post again.

The server's Idempotency-Key protects one hour of attempts made one after the
other, on some servers; it is sent, and nothing here relies on it. What proves a
post is the account's own timeline: the same words, the same number of pictures,
newer than the newest post before the attempt.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from wellspoken.networks.answers import raw, redact, visible_failure, wait_of
from wellspoken.networks.base import Outgoing, Prepared
from wellspoken.networks.http import CallFailed, OddAnswer, Reply
from wellspoken.networks.mastodon import uploading
from wellspoken.networks.mastodon.api import Api, Refused, broken, error_of, token_refused
from wellspoken.networks.mastodon.text import words_of_html, words_of_text
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled

MEDIA_LIFE = timedelta(hours=6)
"""Servers throw away a picture that no post shows after about a day."""
CLOCK_SKEW = timedelta(minutes=10)
PAGE = 40
PAGES = 5


def body(outgoing: Outgoing, media: list[str]) -> bytes:
    """Return the exact body of the status call."""
    status: dict[str, Any] = {"status": outgoing.text, "visibility": "public"}
    status |= {"media_ids": media} if media else {}
    status |= {"language": outgoing.lang[0].partition("-")[0]} if outgoing.lang else {}
    return json.dumps(status, ensure_ascii=False, separators=(",", ":")).encode()


def _fresh(handles: Mapping[str, str], now: datetime) -> bool:
    """Whether the server still has the pictures that were uploaded."""
    return float(handles.get("media_at", "0")) > (now - MEDIA_LIFE).timestamp()


def _newest(api: Api) -> str:
    """Return the id of the account's newest post, "" when it has none."""
    params = {"limit": "1", "exclude_reblogs": "true"}
    try:
        posts = api.ask(f"/api/v1/accounts/{api.account.remote_id}/statuses", params).value()
        return str(posts[0]["id"]) if posts else ""
    except (OddAnswer, KeyError, TypeError, IndexError) as error:
        raise uploading.odd(repr(error)) from error


def upload(api: Api, outgoing: Outgoing, prepared: Prepared) -> Prepared:
    """Upload pictures or a film and note where the timeline ends. Raises Refused."""
    known, now = prepared.handles, api.clock()
    after = known["after"] if "after" in known else _newest(api)
    handles = {"after": after}
    count = len(outgoing.pictures)
    if outgoing.pictures or outgoing.video:
        fresh = _fresh(known, now)
        handles["media_at"] = known["media_at"] if fresh else str(now.timestamp())
        for number, picture in enumerate(outgoing.pictures):
            name = f"media:{number}"
            handles[name] = known[name] if fresh and name in known else uploading.picture(api, picture)
        if outgoing.video is not None:
            name, count = f"media:{count}", count + 1
            handles[name] = known[name] if fresh and name in known else uploading.film(api, outgoing.video)
    media = [handles[f"media:{number}"] for number in range(count)]
    return Prepared(prepared.key, body(outgoing, media), handles)


def _pages(api: Api, after: str) -> Iterator[list[dict[str, Any]]]:
    """Yield the account's own posts newer than ``after``. Raises CallFailed, OddAnswer, Refused."""
    for _ in range(PAGES if api.budget.attempts > 1 else 1):
        params = {"limit": str(PAGE), "exclude_reblogs": "true"}
        params |= {"min_id": after} if after else {}
        reply = api.get(f"/api/v1/accounts/{api.account.remote_id}/statuses", params)
        if not reply.good:
            raise Refused(api.judge(reply))
        page = reply.value()
        if not isinstance(page, list) or not all(isinstance(post, dict) for post in page):
            raise OddAnswer("not a list of posts")
        yield page
        if len(page) < PAGE or not after:
            return
        newest = str(page[0].get("id", ""))
        if newest in ("", after):
            return
        after = newest
    raise OddAnswer("too many posts to be sure")


def _moment(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return at.replace(tzinfo=at.tzinfo or UTC)


def _is_it(post: dict[str, Any], wanted: dict[str, Any], since: datetime) -> bool:
    made = _moment(post.get("created_at"))
    if made is None or made < since - CLOCK_SKEW or post.get("reblog"):
        return False
    pictures = len(post.get("media_attachments") or [])
    same_words = words_of_html(str(post.get("content", ""))) == words_of_text(wanted["status"])
    return same_words and pictures == len(wanted.get("media_ids", []))


def find(api: Api, prepared: Prepared, since: datetime) -> Settled:
    """Look for our post in the account's own timeline. Raises Refused."""
    seen = 0
    try:
        wanted = json.loads(prepared.body)
        for page in _pages(api, prepared.handles.get("after", "")):
            seen += len(page)
            for post in page:
                if _is_it(post, wanted, since):
                    address = str(post.get("url") or post.get("uri") or "")
                    return Settled(Presence.LIVE, str(post["id"]), address)
    except CallFailed as error:
        return Settled(Presence.UNSURE, raw=redact(error.detail, api.account.secrets))
    except (OddAnswer, ValueError, KeyError) as error:
        return Settled(Presence.UNSURE, raw=redact(str(error), api.account.secrets))
    return Settled(Presence.ABSENT, raw=f"{seen} newer posts, none of them this one")


def judge_answer(api: Api, prepared: Prepared, since: datetime, answer: Reply | CallFailed) -> Sent:
    """Say what became of the visible call."""
    if isinstance(answer, CallFailed):
        return visible_failure(answer, api.account.secrets)
    said, status = raw(answer, api.account.secrets), answer.status
    if answer.good:
        return _written(answer, said)
    if status == 429:
        wait = wait_of(answer, api.clock())
        return Sent(Outcome.NOT_SENT, "", "", "rate_limited", wait, status, said)
    if status == 401:
        return broken(answer, api.account)
    if 400 <= status < 500 and error_of(answer):
        return _refusal(api, prepared, since, answer)
    reason = {3: "redirected", 5: "server_error"}.get(status // 100, "odd_answer")
    return Sent(Outcome.UNKNOWN, reason=reason, status=status, raw=said)


def _written(answer: Reply, said: str) -> Sent:
    try:
        post = answer.json()
    except OddAnswer:
        post = {}
    number, address = post.get("id"), post.get("url") or post.get("uri")
    if not isinstance(number, str) or not number or "content" not in post:
        return Sent(Outcome.UNKNOWN, reason="odd_answer", status=answer.status, raw=said)
    return Sent(Outcome.LIVE, number, str(address or ""), status=answer.status, raw=said)


def _refusal(api: Api, prepared: Prepared, since: datetime, answer: Reply) -> Sent:
    """A refusal in the server's own words; only the timeline without the post proves it."""
    said, status = raw(answer, api.account.secrets), answer.status
    try:
        found = find(api, prepared, since)
    except Refused as refused:
        lost = refused.sent.outcome is Outcome.BROKEN
        return refused.sent if lost else Sent(Outcome.UNKNOWN, reason="odd_answer", status=status, raw=said)
    if found.outcome is Presence.LIVE:
        return Sent(Outcome.LIVE, found.remote_id, found.url, status=status, raw=said)
    if found.outcome is Presence.UNSURE:
        return Sent(Outcome.UNKNOWN, reason="odd_answer", status=status, raw=said)
    if token_refused(answer):
        return broken(answer, api.account)
    if "media_at" in prepared.handles and not _fresh(prepared.handles, api.clock()):
        return Sent(Outcome.NOT_SENT, "", "", "upload_again", 0.0, status, said)
    return Sent(Outcome.REFUSED, reason="invalid", status=status, raw=said)
