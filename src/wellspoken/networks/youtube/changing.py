"""Changing the words of a film that is out: what is not ours to say (its category, tags) stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from wellspoken.networks.answers import raw, visible_failure
from wellspoken.networks.base import Account, Prepared
from wellspoken.networks.google import Google
from wellspoken.networks.http import CallFailed
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Outcome, Sent

KEPT = ("categoryId", "tags", "defaultLanguage", "defaultAudioLanguage")
"""Parts of the description that YouTube drops when they are not sent along."""


def _now_there(line: Line, number: str) -> dict[str, Any] | None:
    """Return the film's description, None when the film is not there. Raises Refused."""
    items = line.get("/youtube/v3/videos", {"part": "snippet", "id": number}).get("items")
    if items == []:
        return None
    found = items[0].get("snippet") if isinstance(items, list) and isinstance(items[0], dict) else None
    if not isinstance(found, dict):
        raise line.odd("no description")
    return found


class YouTubeChanging:
    """The changing half of the connector."""

    clock: Callable[[], datetime]
    google: Google

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Replace title and description by those of ``prepared``, as ``prepare`` returned it. May be repeated."""
        line = self.google.line(account, self.clock)
        try:
            words = json.loads(prepared.body)["snippet"]
            line.ready()
            there = _now_there(line, remote_id)
        except (ValueError, KeyError, TypeError) as error:
            return Sent(Outcome.REFUSED, reason="invalid", raw=repr(error))
        except Refused as refused:
            return line.signed(refused.sent)
        if there is None:
            return line.signed(Sent(Outcome.REFUSED, reason="not_found"))
        kept = {name: there[name] for name in KEPT if name in there}
        body = json.dumps({"id": remote_id, "snippet": {**kept, **words}}, ensure_ascii=False).encode()
        call = line.call("PUT", "/youtube/v3/videos", {"part": "snippet"})
        answer = line.twice(replace(call, headers={**call.headers, "Content-Type": "application/json"}, body=body))
        if isinstance(answer, CallFailed):
            return line.signed(visible_failure(answer, account.secrets))
        if answer.good:
            return line.signed(Sent(Outcome.LIVE, remote_id, status=answer.status))
        sent = line.judge(answer)
        unclear = sent.outcome is Outcome.NOT_SENT and sent.reason in ("server_error", "odd_answer", "redirected")
        said = raw(answer, account.secrets)
        return line.signed(replace(sent, outcome=Outcome.UNKNOWN, raw=said) if unclear else sent)
