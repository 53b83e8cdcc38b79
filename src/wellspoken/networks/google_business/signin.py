"""Connecting Google Business Profile: the locations a person looks after.

The token is used with Google's places for this and nowhere else. All locations of
one sign-in share one permission; giving it back would end the others too, so
``disconnect`` lets the caller forget it, and the person ends it in the Google
account, under third-party access.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from wellspoken.networks.base import Account
from wellspoken.networks.connecting import Choice
from wellspoken.networks.google import Google, GoogleSignIn, reads, reasons_of
from wellspoken.networks.google_business.text import LIMITS
from wellspoken.networks.http import Reply
from wellspoken.networks.line import Manner, Verdict
from wellspoken.networks.outcomes import Outcome, Sent, SignInError

CODE = "google_business"
VERSION = "v4"
GOOGLE = Google("https://mybusiness.googleapis.com")
ACCOUNTS = "https://mybusinessaccountmanagement.googleapis.com"
LOCATIONS = "https://mybusinessbusinessinformation.googleapis.com"
READ = "name,title,storefrontAddress.locality,metadata"
PAGES = 10


def said(reply: Reply) -> Verdict | None:
    """Understand a refusal: as all of Google's, and a location that may not be written for (any more)."""
    denied = reply.status == 403 and "permission_denied" in reasons_of(reply)
    return Verdict("not_allowed") if denied else reads(reply)


def manner() -> Manner:
    """Return the way to talk to the interface."""
    return replace(GOOGLE.manner(), reads=said)


class GoogleBusinessSignIn(GoogleSignIn):
    """The sign-in half of the connector."""

    ORIGIN, google = GOOGLE.origin, GOOGLE
    scopes: tuple[str, ...] = ("https://www.googleapis.com/auth/business.manage",)

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account | Choice:
        """End with the locations the person looks after. Raises SignInError."""
        person = self.tokens(pending, code, state, now)
        settings = {**person.settings, "limits": LIMITS.to_json()}
        person = replace(person, network=CODE, settings=settings)
        accounts = tuple(self._locations(person))
        if not accounts:
            raise SignInError("not_found", "no location that takes news")
        return accounts[0] if len(accounts) == 1 else Choice(accounts)

    def disconnect(self, account: Account) -> Sent:
        """Other locations may share the permission; forgetting it is all that is done."""
        return Sent(Outcome.LIVE)

    def _listed(self, person: Account, path: str, query: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Yield what is listed at one of Google's places, over all pages. Raises SignInError."""
        name = path.rpartition("/")[2]
        fixed = ACCOUNTS if name == "accounts" else LOCATIONS
        there, token = replace(person, server=GOOGLE.at(person.server, fixed)), ""
        for _ in range(PAGES):
            answer = self.asked(there, path, {**query, **({"pageToken": token} if token else {})})
            found = answer.get(name, [])
            yield from (one for one in found if isinstance(one, dict))
            token = str(answer.get("nextPageToken") or "")
            if not token:
                return

    def _locations(self, person: Account) -> Iterator[Account]:
        for owner in self._listed(person, "/v1/accounts", {"pageSize": "20"}):
            group = str(owner.get("name") or "")
            if not group.startswith("accounts/"):
                continue
            query = {"readMask": READ, "pageSize": "100"}
            for one in self._listed(person, f"/v1/{group}/locations", query):
                metadata = one.get("metadata") or {}
                named = str(one.get("name", "")).startswith("locations/")
                if named and metadata.get("canOperateLocalPost") is not False:
                    yield _account(person, group, one)


def _account(person: Account, group: str, location: Mapping[str, Any]) -> Account:
    title = str(location.get("title") or location["name"])
    town = str((location.get("storefrontAddress") or {}).get("locality") or "")
    settings = {**person.settings, "name": f"{title}, {town}" if town else title}
    return replace(person, remote_id=f"{group}/{location['name']}", handle=title, settings=settings)
