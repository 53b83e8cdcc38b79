"""The plain data of connecting an account: the application, what a person fills in, what they choose among."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wellspoken.networks.base import Account


@dataclass(frozen=True)
class AppRegistration:
    """What the organisation registered with a network that knows its applications by name.

    ``extra`` holds what a single network asks for beyond the two.
    """

    client_id: str
    client_secret: str = field(default="", repr=False)
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class TokenField:
    """One field of the form that connects an account without a sign-in page.

    ``label_code`` is a stable code the faces have words for. ``secret`` fields
    are never shown again. A ``generated`` field may stay empty: the connector
    then makes its value, to be shown once (``Account.secrets[name]``).
    """

    name: str
    secret: bool
    label_code: str
    generated: bool = False


@dataclass(frozen=True)
class Choice:
    """Several accounts came out of one sign-in: the person chooses. Holds secrets, keep it encrypted."""

    accounts: tuple[Account, ...]
