"""Changing a status: its words and the descriptions of its pictures; the pictures themselves stay.

Source: docs.joinmastodon.org, "statuses", "Edit a status": pictures that are not
named again are taken off, so those that are there are named; people who
boosted the status are told of each change, so it is made once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from wellspoken.networks.answers import raw, redact, visible_failure, wait_of
from wellspoken.networks.base import Outgoing, Prepared
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import CallFailed, OddAnswer, Reply
from wellspoken.networks.mastodon.api import Api, Refused, broken, error_of, token_refused
from wellspoken.networks.mastodon.text import words_of_html, words_of_text
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled

ALTS = "alts"


@dataclass(frozen=True)
class Times:
    """Seconds for the visible call and for the question after it."""

    visible: float
    after: float


def descriptions(outgoing: Outgoing) -> dict[str, str]:
    """Return what ``edit`` needs to know of the pictures, to be kept in ``handles``."""
    alts = [picture.alt for picture in outgoing.pictures]
    return {ALTS: json.dumps(alts, ensure_ascii=False)} if alts else {}


def _path(number: str) -> str:
    return f"/api/v1/statuses/{quote(number, safe='')}"


def _there(api: Api, number: str) -> dict[str, Any]:
    """Return the status as it is now. Raises Refused."""
    try:
        reply = api.get(_path(number), {})
        if reply.status in (404, 410):
            raise Refused(Sent(Outcome.REFUSED, reason="not_found", status=reply.status))
        if not reply.good:
            raise Refused(api.judge(reply))
        return reply.json()
    except CallFailed as error:
        said = redact(error.detail, api.account.secrets)
        raise Refused(Sent(Outcome.NOT_SENT, reason=error.reason, raw=said)) from error
    except OddAnswer as error:
        raise Refused(Sent(Outcome.NOT_SENT, reason="odd_answer", raw=str(error))) from error


def _changed(prepared: Prepared, status: dict[str, Any]) -> dict[str, Any]:
    """Return the body of the call. Raises ValueError, KeyError, TypeError."""
    body = json.loads(prepared.body)
    wanted: dict[str, Any] = {"status": body["status"]}
    wanted |= {"language": body["language"]} if "language" in body else {}
    media = [str(one["id"]) for one in status.get("media_attachments") or []]
    alts = json.loads(prepared.handles.get(ALTS, "[]"))
    if media:
        wanted["media_ids"] = media
        pairs = zip(media, alts, strict=False)
        wanted["media_attributes"] = [{"id": number, "description": alt} for number, alt in pairs]
    return wanted


def edit(api: Api, number: str, prepared: Prepared, times: Times) -> Sent:
    """Change the status, once."""
    answer: Reply | CallFailed
    try:
        body = json.dumps(_changed(prepared, _there(api, number)), ensure_ascii=False).encode()
    except Refused as refused:
        return refused.sent
    except (ValueError, KeyError, TypeError):
        return Sent(Outcome.REFUSED, reason="invalid", raw="not what prepare made")
    try:
        answer = api.once("PUT", _path(number), body, times.visible)
    except CallFailed as error:
        answer = error
    return _judged(replace(api, budget=Budget(times.after)), number, prepared, answer)


def _judged(api: Api, number: str, prepared: Prepared, answer: Reply | CallFailed) -> Sent:
    secrets = api.account.secrets
    if isinstance(answer, CallFailed):
        return visible_failure(answer, secrets)
    said, status = raw(answer, secrets), answer.status
    if answer.good:
        return _written(answer, number, said)
    if status == 429:
        return Sent(Outcome.NOT_SENT, "", "", "rate_limited", wait_of(answer, api.clock()), status, said)
    if status == 401:
        return broken(answer, api.account)
    if 400 <= status < 500 and error_of(answer):
        return _refusal(api, number, prepared, answer)
    reason = {3: "redirected", 5: "server_error"}.get(status // 100, "odd_answer")
    return Sent(Outcome.UNKNOWN, reason=reason, status=status, raw=said)


def _written(answer: Reply, number: str, said: str) -> Sent:
    try:
        post = answer.json()
    except OddAnswer:
        post = {}
    if str(post.get("id", "")) != number or "content" not in post:
        return Sent(Outcome.UNKNOWN, reason="odd_answer", status=answer.status, raw=said)
    return Sent(Outcome.LIVE, number, str(post.get("url") or post.get("uri") or ""), status=answer.status, raw=said)


def _refusal(api: Api, number: str, prepared: Prepared, answer: Reply) -> Sent:
    """A refusal in the server's own words; only the status as it is proves it."""
    said, status = raw(answer, api.account.secrets), answer.status
    if status in (404, 410):
        return Sent(Outcome.REFUSED, reason="not_found", status=status, raw=said)
    found = says(api, number, prepared)
    if found.outcome is Presence.LIVE:
        return Sent(Outcome.LIVE, number, found.url, status=status, raw=said)
    if found.outcome is Presence.UNSURE:
        return Sent(Outcome.UNKNOWN, reason="odd_answer", status=status, raw=said)
    return (
        broken(answer, api.account)
        if token_refused(answer)
        else Sent(Outcome.REFUSED, reason="invalid", status=status, raw=said)
    )


def says(api: Api, number: str, prepared: Prepared) -> Settled:
    """Look whether the status shows these words and descriptions now."""
    try:
        status = _there(api, number)
        wanted = _changed(prepared, status)
        words = words_of_html(str(status.get("content", ""))) == words_of_text(wanted["status"])
        shown = {str(one["id"]): str(one.get("description") or "") for one in status.get("media_attachments") or []}
        alts = all(shown[one["id"]] == one["description"] for one in wanted.get("media_attributes", []))
    except Refused as refused:
        return Settled(Presence.UNSURE, raw=refused.sent.reason)
    except (ValueError, KeyError, TypeError) as error:
        return Settled(Presence.UNSURE, raw=repr(error))
    if words and alts:
        return Settled(Presence.LIVE, number, str(status.get("url") or status.get("uri") or ""))
    return Settled(Presence.ABSENT, raw="it shows other words")
