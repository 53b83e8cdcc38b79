"""Connecting a receiver: its address and a secret both sides know."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from urllib.parse import urlsplit

from wellspoken.networks.addresses import check_url, origin
from wellspoken.networks.base import Account
from wellspoken.networks.connecting import TokenField
from wellspoken.networks.outcomes import Outcome, Sent, SignInError
from wellspoken.networks.webhook.signing import key_of, new_secret


class WebhookSignIn:
    """The sign-in half of the connector.

    Nothing is sent while connecting, because the receiver may not know the
    secret yet; ``verify`` sends the first message.
    """

    token_fields = (
        TokenField("address", secret=False, label_code="webhook_address"),
        TokenField("secret", secret=True, label_code="webhook_secret", generated=True),
    )

    def connect_token(self, fields: Mapping[str, str], *, allow_private: bool) -> Account:
        """Keep the address, and the given secret or a new one. Raises SignInError.

        The path of the address is kept as a secret: with many receivers it is one.
        """
        address = fields.get("address", "").strip()
        secret = fields.get("secret", "").strip() or new_secret()
        if not address:
            raise SignInError("details_missing")
        try:
            check_url(address, allow_private=allow_private)
            server = origin(address)
        except ValueError as error:
            raise SignInError("address_refused", str(error)) from error
        try:
            key_of(secret)
        except ValueError as error:
            raise SignInError("sign_in_wrong", str(error)) from error
        parts = urlsplit(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        number = hashlib.sha256(f"{server}{path}".encode()).hexdigest()[:32]
        handle = parts.hostname or server
        settings = {"allow_private": allow_private}
        return Account("webhook", server, number, handle, {"secret": secret, "path": path}, settings)

    def disconnect(self, account: Account) -> Sent:
        """Nothing to give back: the receiver keeps no token of ours."""
        return Sent(Outcome.LIVE)
