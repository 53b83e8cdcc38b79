"""What a connector answers: did it happen, is it proven, what now.

Only ``NOT_SENT``, ``REFUSED`` and ``BROKEN`` are proofs that nothing is
visible. Anything a connector cannot prove is ``UNKNOWN`` and is settled by
asking the network, never by sending again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspoken.networks.base import Limits, Prepared, Secrets

RAW_LIMIT = 4096


class Outcome(StrEnum):
    """What became of the one visible call."""

    LIVE = "live"
    """The call has taken effect: published, or for ``delete`` gone."""
    NOT_SENT = "not_sent"
    """Proven not accepted and may be tried again, after ``retry_after`` if given."""
    REFUSED = "refused"
    """Proven not accepted, and the same request will never be."""
    BROKEN = "broken"
    """Proven not accepted: the sign-in is broken, a person has to reconnect."""
    UNKNOWN = "unknown"
    """Anything else. Ask with ``settle``; never send again by machine."""


class Presence(StrEnum):
    """What ``settle`` could find out."""

    LIVE = "live"
    ABSENT = "absent"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Sent:
    """The answer to a visible call.

    ``reason`` is a stable code: ``rate_limited``, ``sign_in_expired``,
    ``sign_in_renewed``, ``sign_in_wrong``, ``not_allowed``, ``too_long``, ``invalid``,
    ``network_down``, ``address_refused``, ``lost_reply``, ``server_error``,
    ``odd_answer``, ``redirected``, ``already_gone``, ``not_found``, ``not_supported``,
    ``conflict``, ``busy``, ``upload_again`` (the server has thrown the pictures away: run ``upload`` again with the
    same key).
    ``raw`` is what the server said, without secrets and at most 4 kB, for
    administrators. ``new_secrets`` replaces the account's secrets when a
    token was renewed on the way: store it at once.
    """

    outcome: Outcome
    remote_id: str = ""
    url: str = ""
    reason: str = ""
    retry_after: float | None = None
    status: int | None = None
    raw: str = ""
    new_secrets: Secrets | None = field(default=None, repr=False)

    @property
    def done(self) -> bool:
        """Whether the call is known to have taken effect."""
        return self.outcome is Outcome.LIVE


@dataclass(frozen=True)
class UploadResult:
    """Either ``prepared`` with its final body, or the ``failure`` that stopped it.

    Nothing is visible in either case, so the step may be repeated.
    """

    prepared: Prepared | None = None
    failure: Sent | None = None
    new_secrets: Secrets | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Settled:
    """What the network shows when it is asked after an unknown outcome."""

    outcome: Presence
    remote_id: str = ""
    url: str = ""
    raw: str = ""
    new_secrets: Secrets | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Health:
    """Whether an account still works, and what its server says about it.

    ``expires_at`` is when a person will have to reconnect if nothing renews the
    sign-in before; ``reason`` is a code of ``Sent`` when ``ok`` is false.
    """

    ok: bool
    reason: str = ""
    expires_at: datetime | None = None
    handle: str = ""
    display_name: str = ""
    limits: Limits | None = None
    new_secrets: Secrets | None = field(default=None, repr=False)
    raw: str = ""


@dataclass(frozen=True)
class Started:
    """A sign-in that waits for the person to come back from the server.

    ``pending`` holds secrets: keep it on the server, encrypted, and use it once.
    """

    authorize_url: str
    pending: Mapping[str, str] = field(repr=False)


class SignInError(Exception):
    """Connecting an account failed. ``reason`` is a stable code, ``detail`` for logs.

    Reasons: ``sign_in_wrong``, ``second_factor``, ``rate_limited``, ``network_down``,
    ``address_refused``, ``not_this_network``, ``not_found``, ``state_mismatch``,
    ``issuer_mismatch``, ``denied``, ``odd_answer``, ``server_error``, ``not_supported``,
    ``details_missing``, ``app_missing``, ``not_allowed``.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason if not detail else f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
