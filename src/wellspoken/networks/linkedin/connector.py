"""The connector for LinkedIn: pages of organisations, and members.

Interface of September 2026 (202609), in service at least until September 2027.
Settling: class B for pages, by their newest posts; class C for members, whose
posts nobody but LinkedIn can read: a person looks (see ``publishing``).

Rights: ``w_organization_social`` to write, ``r_organization_social`` to ask whether
a post is out, ``rw_organization_admin`` to list the pages a person writes for
(LinkedIn has no narrower one for that); members: ``w_member_social`` and, to know
who signed in, ``openid`` and ``profile``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.budget import Budget
from wellspoken.networks.editing import Edited, Words
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply
from wellspoken.networks.judging import text_of
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.linkedin import film, text
from wellspoken.networks.linkedin.api import MANNER, RETIRES, VERSION, message_of
from wellspoken.networks.linkedin.publishing import NAMED, as_json, body, find, is_page, upload, web_url
from wellspoken.networks.linkedin.reading import LinkedInReading
from wellspoken.networks.linkedin.signin import CODE, LinkedInSignIn
from wellspoken.networks.outcomes import Health, Outcome, Sent, Settled
from wellspoken.networks.thin import link_in_text, odd, one_kind, until

FILM_SECONDS = 3600.0
"""The longest that bringing a film may take."""


def _post(urn: str) -> str:
    return f"/rest/posts/{quote(urn, safe='')}"


class LinkedInConnector(Edited, LinkedInReading, LinkedInSignIn):
    """LinkedIn."""

    code = CODE
    name = "LinkedIn"
    capabilities = frozenset({"publish", "delete", "edit", "pictures", "alt_text", "oauth", "app", "metrics"})
    API_VERSION = VERSION
    RETIRES = RETIRES

    TEXT, MANNER = text, MANNER
    BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 4.0, 14.0, 6.0

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only LinkedIn refuses."""
        return [*(link_in_text(outgoing) if outgoing.pictures else []), *one_kind(outgoing)]

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the post; pictures are added by ``upload``."""
        return Prepared(key, body(account.remote_id, outgoing, []))

    def bring(self, line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
        """Upload pictures or a film and wait until they can be shown."""
        if self.measure(outgoing.text, text.LIMITS).over:  # a member's post cannot be asked about: refuse it unsent
            raise Refused(Sent(Outcome.REFUSED, reason="too_long"))
        if outgoing.video is None:
            return upload(line, outgoing, prepared)
        line.budget = Budget(FILM_SECONDS, attempts=2)
        return film.upload(line, outgoing, outgoing.video, prepared)

    def early(self, line: Line, prepared: Prepared) -> Sent | None:
        """Say that a film is not ready yet."""
        return film.not_yet(line, prepared)

    def visible(self, line: Line, prepared: Prepared) -> Call:
        """Return the request that makes the post."""
        return line.call("POST", "/rest/posts")

    def written(self, line: Line, prepared: Prepared, reply: Reply) -> tuple[str, str]:
        """Read number and address of the post."""
        urn = text_of(reply.headers.get("x-restli-id"))
        return urn, web_url(urn)

    def can_look(self, account: Account) -> bool:
        """Whether it is a page: a member's posts cannot be read."""
        return is_page(account.remote_id)

    def look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        """Look through a page's newest posts."""
        return find(line, prepared, since)

    def weighed(self, line: Line, prepared: Prepared, sent: Sent, answer: Reply | CallFailed) -> Sent:
        """Name the post that has the same words already, when LinkedIn names it: evidence for whoever decides."""
        if sent.outcome not in (Outcome.REFUSED, Outcome.UNKNOWN) or not isinstance(answer, Reply):
            return sent
        named = NAMED.search(message_of(answer))
        return replace(sent, reason="conflict", remote_id=named[1], url=web_url(named[1])) if named else sent

    def removal(self, line: Line, remote_id: str) -> Call:
        """Return the request that deletes the post."""
        call = line.call("DELETE", _post(remote_id))
        return replace(call, headers={**call.headers, "X-RestLi-Method": "DELETE"})

    def words_of(self, prepared: Prepared) -> Words:
        """Read the words."""
        return {"commentary": json.loads(prepared.body)["commentary"]}

    def shown(self, line: Line, remote_id: str) -> Words:
        """Ask for the words of a page's post; a member's cannot be read."""
        if not is_page(line.account.remote_id):
            raise line.odd("nobody can be asked")
        return {"commentary": str(line.get(_post(remote_id)).get("commentary") or "")}

    def change(self, line: Line, remote_id: str, words: Words) -> Call:
        """Return the request that replaces the words."""
        call = as_json(line.call("POST", _post(remote_id)), {"patch": {"$set": dict(words)}})
        return replace(call, headers={**call.headers, "X-RestLi-Method": "PARTIAL_UPDATE"})

    def confirmed(self, reply: Reply) -> None:
        """LinkedIn says yes to a change without a word. Raises OddAnswer for anything else."""
        if reply.status != 204:
            raise OddAnswer("not a change")

    def bare(self, text_: str) -> str:
        """Return a text without LinkedIn's own marks."""
        return super().bare(text.plain(text_))

    def address(self, remote_id: str) -> str:
        """Return the post's address."""
        return web_url(remote_id)

    def health(self, line: Line) -> Health:
        """Ask who we are."""
        urn = line.account.remote_id
        number = urn.rpartition(":")[2]
        found = line.get(f"/rest/organizations/{quote(number, safe='')}" if is_page(urn) else "/v2/userinfo")
        kept = line.account.secrets
        if str(found.get("id" if is_page(urn) else "sub", "")) != number:
            return odd("another account")
        ends = until(kept, "refresh_expires_at" if kept.get("refresh") else "expires_at")
        name = str(found.get("localizedName") or found.get("name") or "")
        return Health(True, "", ends, line.account.handle, name, text.LIMITS)
