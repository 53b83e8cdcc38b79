"""A network that answers what a test tells it to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from wellspoken.networks.base import Account, Limits
from wellspoken.networks.connecting import AppRegistration, Choice
from wellspoken.networks.outcomes import Health, Outcome, Sent, SignInError, Started
from wellspoken.rooms.channels import accounts
from wellspoken.rooms.channels.services import changing, connecting, oauth

SECRET = "app-pass-word-never-shown"
TOKENS = {"kind": "password", "access": "access-token-one", "refresh": "refresh-token-one"}


class FakeNetwork:
    """Signs everybody in as `did:plc:elm`; `health` and `error` say what happens instead."""

    code = "bluesky"
    capabilities = frozenset({"publish", "oauth", "password"})

    def __init__(self) -> None:
        self.account = Account("bluesky", "https://pds.example.org", "did:plc:elm", "elm.example.org", dict(TOKENS))
        self.health = Health(True, handle="elm.example.org", display_name="Elm", limits=Limits(300, "graphemes"))
        self.error = ""
        self.choice: Choice | None = None
        self.app: AppRegistration | None = None
        self.seen: list[Any] = []

    def limits(self, account: Account) -> Limits:
        return Limits(300, "graphemes")

    def verify(self, account: Account) -> Health:
        self.seen.append(("verify", dict(account.secrets)))
        return self.health

    def sign_in(self, server: str, identifier: str, password: str, *, allow_private: bool) -> Account:
        self._maybe_fail(password)
        self.seen.append(("sign_in", server, identifier, allow_private))
        return self.account

    def start(
        self,
        server: str,
        client_id: str,
        redirect_uri: str,
        now: datetime,
        *,
        allow_private: bool,
        app: AppRegistration | None = None,
    ) -> Started:
        self._maybe_fail("")
        self.seen.append(("start", server, client_id, redirect_uri))
        self.app = app
        return Started(f"{server}/oauth/authorize?x=1", {"state": f"state-{len(self.seen)}", "verifier": SECRET})

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account | Choice:
        self._maybe_fail(code)
        assert pending["verifier"] == SECRET
        return self.choice or self.account

    def disconnect(self, account: Account) -> Sent:
        self.seen.append(("disconnect", dict(account.secrets)))
        return Sent(Outcome.NOT_SENT, reason="network_down")

    def _maybe_fail(self, secret: str) -> None:
        if self.error:
            raise SignInError(self.error, f"detail {secret}")


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> FakeNetwork:
    fake = FakeNetwork()
    monkeypatch.setattr(accounts, "connector", lambda _code: fake)
    for module in (connecting, oauth, changing):
        monkeypatch.setattr(module, "sign_in", lambda _code: fake)
    return fake
