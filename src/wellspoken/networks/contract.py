"""The contract every connector keeps.

Order of a delivery: ``check`` -> ``key_for`` -> ``prepare`` -> ``upload`` ->
store and commit ``Prepared`` -> ``publish`` once -> on ``UNKNOWN`` ``settle``.

A connector SHALL make exactly one attempt in ``publish`` and finish it within
``PUBLISH_SECONDS``; SHALL answer ``UNKNOWN`` whenever it cannot prove what
happened; SHALL send an account's tokens to that account's server only; SHALL
NOT follow redirects; SHALL NOT raise for anything a server or the network does;
MAY renew a token in any method, in which case the answer carries
``new_secrets``. Callers SHALL let one call per account run at a time, because a
renewed token makes the old one useless.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from wellspoken.networks.base import (
    Account,
    Captions,
    Disclosure,
    Limits,
    Measure,
    Outgoing,
    Picture,
    Prepared,
    Problem,
    Segment,
    Video,
)
from wellspoken.networks.connecting import AppRegistration, Choice, TokenField
from wellspoken.networks.outcomes import (
    Health,
    Outcome,
    Presence,
    Sent,
    Settled,
    SignInError,
    Started,
    UploadResult,
)
from wellspoken.networks.reading import Figures, InboxRead, Message, MetricsRead

PUBLISH_SECONDS = 25.0
"""The longest a ``publish`` call lasts. A worker's lease must be longer."""

__all__ = [
    "PUBLISH_SECONDS",
    "Account",
    "AppRegistration",
    "Captions",
    "Choice",
    "Connector",
    "Disclosure",
    "Editing",
    "Figures",
    "Health",
    "Inbox",
    "InboxRead",
    "Limits",
    "Measure",
    "Message",
    "Metrics",
    "MetricsRead",
    "Outcome",
    "Outgoing",
    "Picture",
    "Prepared",
    "Presence",
    "Problem",
    "Replying",
    "Segment",
    "Sent",
    "Settled",
    "SignIn",
    "SignInError",
    "Started",
    "TokenField",
    "TokenSignIn",
    "UploadResult",
    "Video",
]


class Connector(Protocol):
    """One network. Stateless: everything about an account comes with the call."""

    code: str
    name: str
    capabilities: frozenset[str]
    """Of ``publish``, ``delete``, ``pictures``, ``alt_text``, ``edit``, ``edit_alt``, ``reply``,
    ``languages``, ``title``, ``oauth``, ``password``, ``token`` (see ``TokenSignIn``),
    ``app`` (needs an ``AppRegistration``), ``own_server`` (the person names a server),
    ``repeatable`` (the same ``Prepared`` again never makes a second post), ``inbox``
    (see ``Inbox``), ``metrics`` (see ``Metrics``)."""
    API_VERSION: str
    """The version of the network's interface that is spoken; "" when it has none."""
    RETIRES: date | None
    """The day that version stops working, as far as the network has named one."""

    def limits(self, account: Account) -> Limits:
        """Return what the account's server accepts, from ``settings``; asks nobody."""
        ...

    def measure(self, text: str, limits: Limits) -> Measure:
        """Count ``text`` as the network counts it."""
        ...

    def segments(self, text: str) -> list[Segment]:
        """Return links, mentions and tags in order, for a faithful preview."""
        ...

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what the network would refuse. Empty when it can go out."""
        ...

    def key_for(self, now: datetime) -> str:
        """Return a new key that makes one delivery unmistakable. ``now`` is aware."""
        ...

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the request as far as it can be without asking anybody."""
        ...

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Do the invisible steps; the returned ``Prepared`` has its final body."""
        ...

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Make the one visible call, once."""
        ...

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Look, without changing anything, whether ``prepared`` is visible.

        ``since`` is when the attempt began; nothing older can be it. ``ABSENT``
        is about this moment: a call that is still on its way may land later.
        Sending the same ``Prepared`` again is harmless where the network is
        ``repeatable``; elsewhere a person decides.
        """
        ...

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Take a post down. Already gone counts as done."""
        ...

    def verify(self, account: Account) -> Health:
        """Ask the server whether the account works; renews a token that is due."""
        ...


class SignIn(Protocol):
    """How an account is connected, for networks with ``oauth`` or ``password``."""

    scopes: tuple[str, ...]
    """The rights that are asked for, in the network's own names."""

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
        """Begin at ``server`` (an address or a handle; "" for a network that has one place only).

        Networks with the capability ``app`` use ``app`` and not ``client_id``. They
        keep it in the account's secrets as ``app_id`` and ``app_secret``, where the
        room puts the secret that is registered at the time of a call.
        ``pending["state"]`` is the state to come back with. Raises SignInError.
        """
        ...

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account | Choice:
        """End with what the server's redirect carried.

        Returns a ``Choice`` when one sign-in opens several accounts (pages,
        organisations, locations) and a person has to say which; each account's
        ``settings["name"]`` is its name for people. Raises SignInError.
        """
        ...

    def sign_in(self, server: str, identifier: str, password: str, *, allow_private: bool) -> Account:
        """Connect with an app password. Raises SignInError."""
        ...

    def disconnect(self, account: Account) -> Sent:
        """Ask the server to forget the tokens. Safe to repeat."""
        ...


class TokenSignIn(Protocol):
    """How an account is connected with what a person copies into a form: ``token``."""

    token_fields: tuple[TokenField, ...]

    def connect_token(self, fields: Mapping[str, str], *, allow_private: bool) -> Account:
        """Connect with the fields by name. Raises SignInError."""
        ...

    def disconnect(self, account: Account) -> Sent:
        """Ask the server to forget us, where that exists. Safe to repeat."""
        ...


class Editing(Protocol):
    """A network with ``edit``: the words of a visible post can be changed in place. Its pictures stay.

    With ``edit_alt`` the descriptions of the pictures are changed as well.
    """

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Replace the words by those of ``prepared``, as ``prepare`` returned it. One call, within ``PUBLISH_SECONDS``.

        The same words again do no harm. ``REFUSED`` with ``not_found``: the post is gone.
        """
        ...

    def says(self, account: Account, remote_id: str, prepared: Prepared) -> Settled:
        """Look whether the post shows these words now: LIVE, ABSENT (it shows others), UNSURE. Changes nothing."""
        ...


class Replying(Protocol):
    """A network with ``reply``: an answer can be written under a post or comment."""

    def prepare_reply(self, account: Account, outgoing: Outgoing, key: str, to: str) -> Prepared:
        """Build the answer to the post or comment ``to``; then ``upload``, ``publish``, ``settle``."""
        ...


class Inbox(Protocol):
    """A network whose messages can be read."""

    def read_inbox(self, account: Account, since: datetime) -> InboxRead:
        """Return what others wrote since then. Changes nothing, never raises."""
        ...


class Metrics(Protocol):
    """A network that counts."""

    def read_metrics(self, account: Account, remote_ids: tuple[str, ...]) -> MetricsRead:
        """Return the figures of our own posts. Changes nothing, never raises."""
        ...
