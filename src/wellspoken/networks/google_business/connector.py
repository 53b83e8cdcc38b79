"""The connector for Google Business Profile: news of a location.

My Business interface v4; Google has named no day on which news leave it.
Settling: class B, by the location's own news (see ``posts``).

What Google cannot do here: films, descriptions of pictures, more than one picture.
It fetches the picture itself, so the installation needs a public address. A link
becomes a button under the news. Reviews appear beside the news and are answered
elsewhere.

Rights: ``business.manage``, the only one there is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.editing import Edited, Words
from wellspoken.networks.google_business import text
from wellspoken.networks.google_business.posts import REJECTED, body, find, news
from wellspoken.networks.google_business.reading import GoogleBusinessReading
from wellspoken.networks.google_business.signin import CODE, VERSION, GoogleBusinessSignIn, manner
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply
from wellspoken.networks.judging import text_of
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Health, Outcome, Sent, Settled
from wellspoken.networks.thin import JSON, odd


class GoogleBusinessConnector(Edited, GoogleBusinessReading, GoogleBusinessSignIn):
    """Google Business Profile."""

    code = CODE
    name = "Google Business Profile"
    capabilities = frozenset({"publish", "delete", "edit", "pictures", "languages", "oauth", "app", "inbox"})
    API_VERSION = VERSION
    RETIRES = None

    TEXT, MANNER = text, manner()
    BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 4.0, 14.0, 6.0

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only Google refuses."""
        return text.too_small(outgoing)

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the news."""
        return Prepared(key, body(outgoing))

    def bring(self, line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
        """Only the tokens are made fresh: Google fetches the picture when the news are written."""
        return replace(prepared, body=body(outgoing))

    def visible(self, line: Line, prepared: Prepared) -> Call:
        """Return the request that writes the news."""
        return line.call("POST", news(line))

    def written(self, line: Line, prepared: Prepared, reply: Reply) -> tuple[str, str]:
        """Read name and address of the news."""
        found = reply.json()
        return text_of(found.get("name")), str(found.get("searchUrl") or "")

    def weighed(self, line: Line, prepared: Prepared, sent: Sent, answer: Reply | CallFailed) -> Sent:
        """News Google rejects at once were accepted and are seen by nobody."""
        if sent.outcome is not Outcome.LIVE or not isinstance(answer, Reply) or not answer.good:
            return sent
        try:
            rejected = answer.json().get("state") == REJECTED
        except OddAnswer:
            return sent
        return replace(sent, outcome=Outcome.REFUSED, reason="invalid") if rejected else sent

    def look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        """Look through the location's own news."""
        return find(line, prepared, since)

    def removal(self, line: Line, remote_id: str) -> Call:
        """Return the request that deletes the news."""
        return line.call("DELETE", f"/v4/{remote_id}")

    def words_of(self, prepared: Prepared) -> Words:
        """Read the words."""
        return {"summary": json.loads(prepared.body)["summary"]}

    def shown(self, line: Line, remote_id: str) -> Words:
        """Ask for the words of the news."""
        return {"summary": str(line.get(f"/v4/{remote_id}").get("summary") or "")}

    def change(self, line: Line, remote_id: str, words: Words) -> Call:
        """Return the request that replaces the words of the news."""
        call = line.call("PATCH", f"/v4/{remote_id}", {"updateMask": "summary"})
        body = json.dumps(dict(words), ensure_ascii=False).encode()
        return replace(call, body=body, headers={**call.headers, **JSON})

    def health(self, line: Line) -> Health:
        """Ask for the newest news."""
        found, account = line.get(news(line), {"pageSize": "1"}), line.account
        if not isinstance(found.get("localPosts", []), list):
            return odd("not a list of news")
        name = str(account.settings.get("name", account.handle))
        return Health(True, "", None, account.handle, name, text.LIMITS)
