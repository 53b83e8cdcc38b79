"""Storing what the organisation registered with closed networks: sealed, never given back to a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.guides import guide_of
from wellspoken.rooms.channels.models import Registration
from wellspoken.rooms.channels.selectors import closed_networks
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.access import require_everywhere
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

MOST_ID, MOST_SECRET = 300, 2000


@dataclass(frozen=True)
class Given:
    """What an administrator typed; an empty secret keeps the stored one. `extra` as the network's guide names it."""

    client_id: str
    client_secret: str = field(default="", repr=False)
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)


@sensitive_variables()
def register_app(*, actor: User, network: str, given: Given) -> Registration:
    """Store or change the registration of a closed network; the right to change settings everywhere is needed.

    Raises `ConnectFailed` with `not_supported`, `client_id_missing`, `secret_missing` or `too_long`.
    """
    require_everywhere(actor, Right.SETTINGS)
    if network not in closed_networks():
        raise ConnectFailed("not_supported")
    client_id = given.client_id.strip()
    if not client_id:
        raise ConnectFailed("client_id_missing")
    if len(client_id) > MOST_ID or len(given.client_secret) > MOST_SECRET:
        raise ConnectFailed("too_long")
    with transaction.atomic():
        before = _locked(network)
        secrets = _secrets(network, given, before, client_id)
        values = {"client_id": client_id, "secrets": secrets, "changed_by": actor}
        row, made = _stored_row(network, values)
        action = "network.registered" if made else "network.changed"
        changed = before is None or before.client_id != client_id
        data = {"network": network, "client_id": client_id, "id_changed": changed}
        record(action=action, actor=actor, obj=row, data={**data, "secret_changed": bool(given.client_secret.strip())})
    return row


def _stored_row(network: str, values: dict[str, Any]) -> tuple[Registration, bool]:
    """The row with these values, and whether it is new. What was sealed in it before is not opened."""
    rows = Registration.objects.filter(network=network).defer("secrets")
    if rows.update(**values, changed_at=timezone.now()):
        return rows.get(), False
    try:
        with transaction.atomic():
            return Registration.objects.create(network=network, **values), True
    except IntegrityError:  # somebody else registered it at the same moment: ours is the later change
        rows.update(**values, changed_at=timezone.now())
        return rows.get(), False


def _locked(network: str) -> Registration | None:
    rows = Registration.objects.select_for_update().defer("secrets")
    return rows.filter(network=network).first()


def _secrets(network: str, given: Given, before: Registration | None, client_id: str) -> dict[str, str]:
    """What to seal: the given values, else the stored ones of the same application."""
    extra = guide_of(network).extra
    typed = {"client_secret": given.client_secret.strip()}
    typed |= {name: str(given.extra.get(name, "")).strip()[:MOST_SECRET] for name in extra}
    same = before is not None and before.client_id == client_id
    kept = _stored(before) if before is not None and same else {}
    secrets = {name: value or kept.get(name, "") for name, value in typed.items()}
    if not secrets["client_secret"]:
        raise ConnectFailed("secret_missing")
    return secrets


def _stored(row: Registration) -> dict[str, str]:
    """The stored secrets; none when this installation's keys no longer open them (they must be typed again)."""
    try:
        return dict(row.secrets)
    except SealBroken:
        return {}


def forget_app(*, actor: User, network: str) -> None:
    """Take a registration away; channels that are connected stay until their sign-in ends."""
    require_everywhere(actor, Right.SETTINGS)
    with transaction.atomic():
        row = _locked(network)
        if row is None:
            return
        record(action="network.forgotten", actor=actor, obj=row, data={"network": network})
        Registration.objects.filter(pk=row.pk).delete()
