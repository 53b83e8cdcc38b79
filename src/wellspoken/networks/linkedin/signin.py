"""Connecting LinkedIn: the pages a person writes for, or the person.

One application serves one of the two, because LinkedIn gives the product for pages
(Community Management) and the one for members (Share on LinkedIn) to different
applications. ``AppRegistration.extra["accounts"]`` is ``members`` for the latter.

A token lasts sixty days. Some applications get a refresh token as well, for a
year; the others' accounts have to be connected again. All pages of one sign-in
share one token, so giving it back would break the others: ``disconnect`` lets the
caller forget it, and the person ends it under permitted services.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from wellspoken.networks.app_signin import AppSignIn
from wellspoken.networks.base import Account
from wellspoken.networks.connecting import AppRegistration, Choice
from wellspoken.networks.http import Call, OddAnswer
from wellspoken.networks.line import Line
from wellspoken.networks.linkedin.api import API, MANNER, site_of
from wellspoken.networks.linkedin.text import LIMITS
from wellspoken.networks.oauth2 import ask, came_back, kept_tokens
from wellspoken.networks.outcomes import SignInError

CODE = "linkedin"
PAGES = ("r_organization_social", "w_organization_social", "rw_organization_admin")
MEMBERS = ("openid", "profile", "w_member_social")
ROLES = ("ADMINISTRATOR", "CONTENT_ADMINISTRATOR", "CONTENT_ADMIN")
MOST_PAGES = 50


class LinkedInSignIn(AppSignIn):
    """The sign-in half of the connector."""

    ORIGIN = API
    scopes: tuple[str, ...] = PAGES

    def page(self, api: str) -> str:
        """Return LinkedIn's page."""
        return f"{site_of(api)}/oauth/v2/authorization"

    def asks(self, app: AppRegistration) -> dict[str, str]:
        """Ask for the rights of pages or of members."""
        return {"scope": " ".join(MEMBERS if _who(app) == "members" else PAGES)}

    def remembers(self, app: AppRegistration) -> Mapping[str, str]:
        """Keep which of the two the application serves."""
        return {"who": _who(app)}

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account | Choice:
        """End with the pages the person writes for, or with the person. Raises SignInError."""
        came_back(pending, code, state)
        server, allow = pending["server"], pending["private"] == "1"
        site, kept = site_of(server), {name: pending[name] for name in ("app_id", "app_secret")}
        data = {"grant_type": "authorization_code", "code": code, "redirect_uri": pending["redirect_uri"]}
        data |= {"client_id": kept["app_id"], "client_secret": kept["app_secret"]}
        answer = ask(Call("POST", f"{site}/oauth/v2/accessToken", data=data, home=site, allow_private=allow))
        try:
            tokens = kept_tokens(answer, kept, now)
        except OddAnswer as error:
            raise SignInError("odd_answer", str(error)) from error
        settings = {"allow_private": allow, "limits": LIMITS.to_json()}
        person = Account(CODE, server, "", "", tokens, settings)
        line = Line(person, lambda: now, MANNER)
        if pending["who"] == "members":
            return _member(line)
        pages = tuple(_page(line, urn) for urn in _pages(line))
        if not pages:
            raise SignInError("not_found", "no page that may be written for")
        return pages[0] if len(pages) == 1 else Choice(pages)


def _who(app: AppRegistration) -> str:
    return "members" if app.extra.get("accounts", "").strip().lower() == "members" else "pages"


def _named(account: Account, urn: str, name: object, handle: object) -> Account:
    shown = str(name or handle or urn)
    settings = {**account.settings, "name": shown}
    return replace(account, remote_id=urn, handle=str(handle or shown), settings=settings)


def _member(line: Line) -> Account:
    who = ask(line.call("GET", "/v2/userinfo"))
    number = who.get("sub")
    if not isinstance(number, str) or not number:
        raise SignInError("odd_answer", "no member")
    return _named(line.account, f"urn:li:person:{number}", who.get("name"), who.get("name"))


def _pages(line: Line) -> Iterator[str]:
    """Yield the organisations whose page this person writes for. Raises SignInError."""
    params = {"q": "roleAssignee", "state": "APPROVED", "count": str(MOST_PAGES)}
    call = line.call("GET", "/rest/organizationAcls", params)
    found = ask(replace(call, headers={**call.headers, "X-RestLi-Method": "FINDER"})).get("elements")
    roles: list[dict[str, Any]] = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    urns = [str(one.get("organization") or "") for one in roles if one.get("role") in ROLES]
    yield from dict.fromkeys(urn for urn in urns if urn.startswith("urn:li:organization:"))


def _page(line: Line, urn: str) -> Account:
    number = urn.rpartition(":")[2]
    found = ask(line.call("GET", f"/rest/organizations/{quote(number, safe='')}"))
    return _named(line.account, urn, found.get("localizedName"), found.get("vanityName"))
