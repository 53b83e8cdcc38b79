"""The beginning of a sign-in with an application the organisation registered: the same for every such network.

The person is sent to the network's own page and comes back with a code; what is
done with the code differs and stays with each network.
"""

from __future__ import annotations

import secrets as random
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime

from wellspoken.networks.base import Account
from wellspoken.networks.connecting import AppRegistration
from wellspoken.networks.oauth2 import begin, challenge, place, registered
from wellspoken.networks.outcomes import Outcome, Sent, SignInError, Started


class AppSignIn(ABC):
    """The sign-in half of a connector. ``ORIGIN`` is the network's one place, ``scopes`` the rights."""

    ORIGIN: str
    PKCE = False
    """Whether the code is bound to us by a verifier, which then stands in ``pending``."""
    scopes: tuple[str, ...] = ()

    @abstractmethod
    def page(self, api: str) -> str:
        """Return the address of the page where a person agrees; a replica ``api`` is one server for everything."""

    def asks(self, app: AppRegistration) -> dict[str, str]:
        """Return what the page wants to know beyond the usual."""
        return {"scope": ",".join(self.scopes)}

    def remembers(self, app: AppRegistration) -> Mapping[str, str]:
        """Return what ``finish`` wants to know beyond the usual."""
        return {}

    def start(
        self,
        server: str,
        client_id: str,
        redirect_uri: str,
        now: datetime,
        *,
        allow_private: bool = False,
        app: AppRegistration | None = None,
    ) -> Started:
        """Send the person to the network. ``server`` is empty but for a replica. Raises SignInError."""
        api, known = place(server, self.ORIGIN, allow_private=allow_private), registered(app)
        query, kept = self.asks(known), {"server": api, "private": "1" if allow_private else ""}
        if self.PKCE:
            kept["verifier"] = random.token_urlsafe(48)
            query |= {"code_challenge": challenge(kept["verifier"]), "code_challenge_method": "S256"}
        started = begin(self.page(api), known, redirect_uri, query)
        return Started(started.authorize_url, {**started.pending, **kept, **self.remembers(known)})

    def sign_in(self, server: str, identifier: str, password: str, *, allow_private: bool = False) -> Account:
        """Always refuse: there are no app passwords here. Raises SignInError."""
        raise SignInError("not_supported")

    def disconnect(self, account: Account) -> Sent:
        """Let the caller forget the tokens, which is all there is where a network takes none back."""
        return Sent(Outcome.LIVE)
