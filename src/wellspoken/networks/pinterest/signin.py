"""Connecting a board: Pinterest's page, tokens, and the choice among the person's boards.

Rights: see boards and pins, write pins, know the account. A channel is one
board. Pinterest has no call that takes tokens back: the person removes the
application in Pinterest's settings. Source: developers.pinterest.com, "OAuth".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from wellspoken.networks.app_signin import AppSignIn
from wellspoken.networks.base import Account
from wellspoken.networks.connecting import Choice
from wellspoken.networks.http import OddAnswer
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.oauth2 import ask, came_back, kept_tokens
from wellspoken.networks.outcomes import SignInError
from wellspoken.networks.pinterest.api import MANNER, ORIGIN, PAGE, VERSION, token_call

PAGES = 10


class PinterestSignIn(AppSignIn):
    """The sign-in half of the connector."""

    clock: Callable[[], datetime]
    ORIGIN = ORIGIN
    scopes = ("boards:read", "pins:read", "pins:write", "user_accounts:read")

    def page(self, api: str) -> str:
        """Return Pinterest's page."""
        return f"{PAGE if api == ORIGIN else api}/oauth/"

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account | Choice:
        """End with the person's boards. Raises SignInError, also when there is none."""
        came_back(pending, code, state)
        server, allow = pending["server"], pending["private"] == "1"
        app = (pending["app_id"], pending["app_secret"])
        data = {"grant_type": "authorization_code", "code": code, "redirect_uri": pending["redirect_uri"]}
        answer = ask(token_call(server, app, data, allow_private=allow))
        try:
            secrets = kept_tokens(answer, {"app_id": app[0], "app_secret": app[1]}, now)
            first = Account("pinterest", server, "", "", secrets, {"allow_private": allow})
            found = tuple(boards(Line(first, self.clock, MANNER)))
        except OddAnswer as error:
            raise SignInError("odd_answer", str(error)) from error
        except Refused as refused:
            raise SignInError(refused.sent.reason, refused.sent.raw) from refused
        if not found:
            raise SignInError("not_found", "no public board")
        return found[0] if len(found) == 1 else Choice(found)


def board_of(line: Line, item: object, person: str) -> Account | None:
    """Return the account of one board, None when it is secret or the description is odd."""
    if not isinstance(item, dict) or item.get("privacy") == "SECRET":
        return None
    number, name = item.get("id"), item.get("name")
    if not isinstance(number, str) or not number.isdigit() or not isinstance(name, str):
        return None
    settings = {**line.account.settings, "name": name}
    return replace(line.account, remote_id=number, handle=f"{person}/{name}", settings=settings)


def person_of(line: Line) -> str:
    """Return who is signed in. Raises Refused, OddAnswer."""
    name = line.get(f"/{VERSION}/user_account").get("username")
    if not isinstance(name, str) or not name:
        raise OddAnswer("no person")
    return name


def boards(line: Line) -> Iterator[Account]:
    """Yield the boards of the person who is signed in. Raises Refused, OddAnswer."""
    person = person_of(line)
    params: dict[str, str] = {"page_size": "250"}
    for _ in range(PAGES):
        found: dict[str, Any] = line.get(f"/{VERSION}/boards", params)
        items = found.get("items")
        for item in items if isinstance(items, list) else []:
            board = board_of(line, item, person)
            if board:
                yield board
        if not found.get("bookmark"):
            return
        params["bookmark"] = str(found["bookmark"])
