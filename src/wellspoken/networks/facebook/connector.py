"""The connector for Facebook Pages.

Graph API v26.0, in service at least until July 2028 (see ``networks/graph.py``).
Settling: class A, by the number the unpublished post has before it is published.

Rights: ``pages_show_list`` to choose the page, ``pages_manage_posts`` to write
and delete, ``pages_read_engagement`` to ask whether a post is out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from wellspoken.networks import graph
from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.budget import Budget
from wellspoken.networks.editing import Edited, Words
from wellspoken.networks.facebook import film, text
from wellspoken.networks.facebook.publishing import FORM, is_film, look_up, path, upload, words, words_field
from wellspoken.networks.facebook.reading import FacebookReading
from wellspoken.networks.graph_signin import GraphSignIn, agreed_until
from wellspoken.networks.http import Call, OddAnswer, Reply
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Health, Outcome, Sent, Settled
from wellspoken.networks.thin import link_in_text, odd, one_kind

FILM_SECONDS = 3600.0
"""The longest that bringing a film may take."""


class FacebookConnector(Edited, FacebookReading, GraphSignIn):
    """Facebook Pages."""

    code = "facebook"
    name = "Facebook"
    capabilities = frozenset(
        {"publish", "repeatable", "delete", "edit", "pictures", "alt_text", "oauth", "app", "metrics"}
    )
    API_VERSION = graph.VERSION
    RETIRES = graph.RETIRES
    scopes = ("pages_show_list", "pages_manage_posts", "pages_read_engagement")

    TEXT, MANNER, HIDES = text, graph.MANNER, True
    BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 3.0, 14.0, 7.0

    def account_of(self, page: Mapping[str, Any], secrets: Mapping[str, str], server: str) -> Account | None:
        """Return the page as an account."""
        handle = str(page.get("username") or page.get("name") or page["id"])
        settings = {"name": str(page.get("name") or handle), "limits": text.LIMITS.to_json()}
        return Account(self.code, server, str(page["id"]), handle, secrets, settings)

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only Facebook refuses."""
        found = [*(link_in_text(outgoing) if outgoing.pictures else []), *one_kind(outgoing)]
        marked = outgoing.disclosure.ai_made and outgoing.video is None
        return [*found, Problem("cannot", {"what": "ai_made"})] if marked else found

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Note the words; ``upload`` makes the post."""
        return Prepared(key, words(outgoing))

    def bring(self, line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
        """Upload pictures and make the post, or bring the film; unpublished."""
        if outgoing.video is not None:
            line.budget = Budget(FILM_SECONDS, attempts=2)
        return upload(line, outgoing, prepared)

    def early(self, line: Line, prepared: Prepared) -> Sent | None:
        """Say that there is no post yet or that its film is not ready."""
        if not prepared.handles.get("post"):
            return Sent(Outcome.NOT_SENT, reason="upload_again", retry_after=0.0)
        return film.not_yet(line, prepared) if is_film(prepared) else None

    def visible(self, line: Line, prepared: Prepared) -> Call:
        """Return the request that publishes the post that was made."""
        call = line.call("POST", path(prepared.handles["post"]))
        return replace(call, headers={**call.headers, **FORM})

    def written(self, line: Line, prepared: Prepared, reply: Reply) -> tuple[str, str]:
        """Read that it was done, and ask for the post's address."""
        if reply.json().get("success") is not True:
            raise OddAnswer("not a success")
        number = prepared.handles["post"]
        return number, graph.permalink(line, path(number), "permalink_url")

    def look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        """Ask whether the post with our number is published. ``since`` is not needed."""
        return look_up(line, prepared)

    def removal(self, line: Line, remote_id: str) -> Call:
        """Return the request that deletes the post."""
        return line.call("DELETE", path(remote_id))

    def words_of(self, prepared: Prepared) -> Words:
        """Read the words."""
        return {"message": json.loads(prepared.body)["message"]}

    def shown(self, line: Line, remote_id: str) -> Words:
        """Ask for the words of a post or film."""
        name = words_field(remote_id)
        return {"message": str(line.get(path(remote_id), {"fields": f"id,{name}"}).get(name) or "")}

    def change(self, line: Line, remote_id: str, words: Words) -> Call:
        """Return the request that replaces the words of a post that this application made."""
        return line.form(path(remote_id), {words_field(remote_id): words["message"]})

    def health(self, line: Line) -> Health:
        """Ask who we are and until when the person's agreement lasts."""
        account = line.account
        found = line.get(path(account.remote_id), {"fields": "id,name"})
        if found.get("id") != account.remote_id:
            return odd("another account")
        return Health(True, "", agreed_until(account), account.handle, str(found.get("name", "")), text.LIMITS)
