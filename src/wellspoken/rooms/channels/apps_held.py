"""The organisation's applications as connectors take them. Opens secrets: only this room's services use it."""

from __future__ import annotations

from collections.abc import Mapping

from wellspoken.networks.contract import AppRegistration
from wellspoken.networks.registry import connector
from wellspoken.rooms.channels.models import Registration
from wellspoken.rooms.kernel.sealed import SealBroken


def app_for(network: str) -> AppRegistration | None:
    """The application registered with a network; None when there is none or its seal cannot be opened."""
    try:
        row = Registration.objects.filter(network=network).first()
    except SealBroken:
        return None
    if row is None:
        return None
    held = dict(row.secrets)
    secret = held.pop("client_secret", "")
    return AppRegistration(row.client_id, secret, {name: value for name, value in held.items() if value})


def with_todays_secret(network: str, secrets: Mapping[str, str]) -> dict[str, str]:
    """An account's secrets in which the application's secret is the one stored now.

    A network lets an application change its secret and keep its sign-ins, so a
    renewed one must reach channels connected earlier. Another application
    (another id) is left alone: its sign-ins belong to it.
    """
    app = app_for(network) if "app" in connector(network).capabilities and secrets else None
    if app is None or app.client_id != secrets.get("app_id"):
        return dict(secrets)
    return {**secrets, "app_secret": app.client_secret}
