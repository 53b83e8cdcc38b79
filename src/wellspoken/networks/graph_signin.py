"""Facebook's sign-in, which opens the pages a person looks after and the Instagram accounts behind them.

The short token of the sign-in is exchanged for a long one, and each page has a
token of its own made from that. Page tokens made so do not end by themselves;
what ends is Meta's permission to use the person's data, 90 days after they last
agreed (``verify`` asks ``debug_token`` for the day). The person's own token is
not kept.

Meta can take back a person's whole agreement but not one page's token: that
would break every other page the same person connected. ``disconnect`` therefore
only lets the caller forget the token; the person ends the agreement itself in
Facebook's settings, under business integrations. Tokens never stand in an
address, except the one that is asked about in ``debug_token``, to Meta itself.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from wellspoken.networks import graph
from wellspoken.networks.app_signin import AppSignIn
from wellspoken.networks.base import Account
from wellspoken.networks.connecting import Choice
from wellspoken.networks.http import Call, CallFailed, OddAnswer, send
from wellspoken.networks.line import Line
from wellspoken.networks.oauth2 import access_of, ask, came_back
from wellspoken.networks.outcomes import SignInError

FIELDS = "id,name,username,tasks,access_token,instagram_business_account{id,username,name}"
PAGES = 10
TASK = "CREATE_CONTENT"


class GraphSignIn(AppSignIn):
    """The sign-in half of the connectors behind Facebook's dialog."""

    ORIGIN = graph.API

    @abstractmethod
    def account_of(self, page: Mapping[str, Any], secrets: Mapping[str, str], server: str) -> Account | None:
        """Return the account a page stands for, None when it has none for this network."""

    def page(self, api: str) -> str:
        """Return Facebook's page."""
        return f"{graph.DIALOG if api == graph.API else api}/{graph.VERSION}/dialog/oauth"

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account | Choice:
        """End with the pages the person looks after. Raises SignInError."""
        came_back(pending, code, state)
        app = {"client_id": pending["app_id"], "client_secret": pending["app_secret"]}
        first = _token(pending, {**app, "redirect_uri": pending["redirect_uri"], "code": code})
        longer = _token(pending, {**app, "grant_type": "fb_exchange_token", "fb_exchange_token": first})
        found = [self._account(page, pending) for page in _pages(pending, longer)]
        accounts = tuple(one for one in found if one is not None)
        if not accounts:
            raise SignInError("not_found", "no page that may be written for")
        return accounts[0] if len(accounts) == 1 else Choice(accounts)

    def _account(self, page: Mapping[str, Any], pending: Mapping[str, str]) -> Account | None:
        token = page.get("access_token")
        if not isinstance(token, str) or TASK not in (page.get("tasks") or ()):
            return None
        secrets = {"access": token, "app_id": pending["app_id"], "app_secret": pending["app_secret"]}
        found = self.account_of(page, secrets, pending["server"])
        if found is None:
            return None
        shared = {"allow_private": pending["private"] == "1", "page": str(page.get("name", ""))}
        return replace(found, settings={**shared, **found.settings})


def _token(pending: Mapping[str, str], data: Mapping[str, str]) -> str:
    url, home = f"{pending['server']}/{graph.VERSION}/oauth/access_token", pending["server"]
    return access_of(ask(Call("POST", url, data=data, home=home, allow_private=pending["private"] == "1")))


def _pages(pending: Mapping[str, str], token: str) -> Iterator[Mapping[str, Any]]:
    """Yield the pages behind a person's token. Raises SignInError."""
    secrets = {"access": token, "app_secret": pending["app_secret"]}
    person = Account("", pending["server"], "", "", secrets, {"allow_private": pending["private"] == "1"})
    line, after = Line(person, lambda: datetime.now(UTC), graph.MANNER), ""
    for _ in range(PAGES):
        params = {"fields": FIELDS, "limit": "100", **({"after": after} if after else {})}
        answer = ask(line.call("GET", f"/{graph.VERSION}/me/accounts", params))
        data = answer.get("data")
        if not isinstance(data, list):
            raise SignInError("odd_answer", "no list of pages")
        yield from (page for page in data if isinstance(page, dict) and page.get("id"))
        paging = answer.get("paging") or {}
        after = str((paging.get("cursors") or {}).get("after") or "") if paging.get("next") else ""
        if not after:
            return


def agreed_until(account: Account) -> datetime | None:
    """Return when a person has to agree again, None when Meta does not say or cannot be asked."""
    kept, home = account.secrets, account.server
    if not kept.get("app_secret"):
        return None
    headers = {"Authorization": f"Bearer {kept.get('app_id', '')}|{kept['app_secret']}"}
    query = urlencode({"input_token": kept.get("access", "")})
    url = f"{home}/{graph.VERSION}/debug_token?{query}"
    try:
        found = send(Call("GET", url, headers, home=home, allow_private=account.allow_private, seconds=8.0)).json()
    except (CallFailed, OddAnswer):
        return None
    told = found.get("data")
    ends = [told.get(name) for name in ("expires_at", "data_access_expires_at")] if isinstance(told, dict) else []
    known = [float(end) for end in ends if isinstance(end, (int, float)) and 0 < end < 10**11]
    return datetime.fromtimestamp(min(known), UTC) if known else None
