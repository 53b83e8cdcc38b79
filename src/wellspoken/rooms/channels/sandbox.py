"""The Bluesky server that `wellspoken sandbox` runs on this machine: is it there, and which account has it?"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from wellspoken.networks.http import Call, CallFailed, OddAnswer, send

_XRPC = "/xrpc/com.atproto.server."


class NoSandbox(Exception):
    """No sandbox answers at the address of this installation's settings."""


@dataclass(frozen=True, slots=True)
class SandboxAccount:
    """Where the sandbox is and how to sign in to its sample account."""

    server: str
    handle: str
    password: str = field(repr=False)


def answers() -> bool:
    """Whether a server of the right kind answers within two seconds."""
    if not settings.ALLOW_PRIVATE_NETWORKS:
        return False
    url = f"{settings.SANDBOX_URL}{_XRPC}describeServer"
    try:
        reply = send(Call("GET", url, allow_private=True, seconds=2))
        return reply.good and "availableUserDomains" in reply.json()
    except (CallFailed, OddAnswer):
        return False


def account() -> SandboxAccount:
    """The sample account the sandbox wrote down, or a new one made on it. Raises `NoSandbox`."""
    if not answers():
        raise NoSandbox
    return _written_down() or _made()


def _written_down() -> SandboxAccount | None:
    for kept in sorted((Path(settings.DATA) / "sandbox").glob("account-*.json")):
        try:
            value = json.loads(kept.read_text())
            return SandboxAccount(settings.SANDBOX_URL, value["handle"], value["app_password"])
        except (OSError, ValueError, KeyError):
            continue
    return None


def _made() -> SandboxAccount:
    name, password = f"elm-{secrets.token_hex(3)}", secrets.token_urlsafe(12)
    body = {"handle": f"{name}.test", "email": f"{name}@example.org", "password": password}
    url = f"{settings.SANDBOX_URL}{_XRPC}createAccount"
    headers = {"Content-Type": "application/json"}
    try:
        reply = send(Call("POST", url, headers, json.dumps(body).encode(), allow_private=True))
    except CallFailed as error:
        raise NoSandbox from error
    if not reply.good:
        raise NoSandbox
    return SandboxAccount(settings.SANDBOX_URL, body["handle"], password)
