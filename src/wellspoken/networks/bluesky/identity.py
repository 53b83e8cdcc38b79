"""From what a person types to the server their account lives on.

Source: atproto.com, "Handle", "DID" and "Identity". A handle is a domain name
that points to an account (DID); the account's document names its server (PDS).
Both directions must agree, or anybody could claim a hospital's handle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from wellspoken.networks.addresses import AddressRefused, server_address
from wellspoken.networks.bluesky.text import HANDLE
from wellspoken.networks.http import CallFailed, OddAnswer, Reply, read_public
from wellspoken.networks.outcomes import SignInError

PLC_DIRECTORY = "https://plc.directory"
HANDLE_SERVICE = "https://public.api.bsky.app"
"""Answers for handles that are kept in the domain name system only."""


@dataclass(frozen=True)
class Identity:
    """An account and where it lives. ``handle`` is "" when it is not proven."""

    did: str
    handle: str
    server: str


@dataclass(frozen=True)
class Directory:
    """Where identities are looked up, and whether private addresses may be called."""

    allow_private: bool = False
    plc: str = PLC_DIRECTORY
    handles: str = HANDLE_SERVICE

    def read(self, url: str) -> Reply:
        """Get a public document. Raises SignInError when no answer comes."""
        try:
            return read_public(url, allow_private=self.allow_private)
        except CallFailed as error:
            raise SignInError(error.reason, error.detail) from error

    def document(self, url: str) -> dict[str, Any]:
        """Get a JSON object. Raises SignInError when there is none."""
        reply = self.read(url)
        try:
            if reply.good:
                return reply.json()
        except OddAnswer as error:
            raise SignInError("not_this_network", str(error)) from error
        raise SignInError("not_this_network", f"{url}: {reply.status}")

    def did_of(self, handle: str) -> str:
        """Return the account a handle points to. Raises SignInError ``not_found``."""
        if not HANDLE.fullmatch(handle):
            raise SignInError("not_found", "not a handle")
        try:
            reply = self.read(f"https://{handle}/.well-known/atproto-did")
            did = reply.text.strip() if reply.good else ""
        except SignInError:
            did = ""
        if not did.startswith("did:"):
            asked = f"{self.handles}/xrpc/com.atproto.identity.resolveHandle?handle={handle}"
            try:
                did = str(self.document(asked).get("did", ""))
            except SignInError as error:
                raise SignInError("not_found", error.detail) from error
        return did

    def _did_document(self, did: str) -> dict[str, Any]:
        if did.startswith("did:plc:"):
            return self.document(f"{self.plc}/{quote(did)}")
        if did.startswith("did:web:"):
            host = unquote(did.removeprefix("did:web:"))
            return self.document(f"https://{host}/.well-known/did.json")
        raise SignInError("not_found", "unknown kind of account name")

    def of_did(self, did: str, handle: str = "") -> Identity:
        """Return where the account lives; checks that it claims ``handle`` if given.

        Raises SignInError.
        """
        document = self._did_document(did)
        names = document.get("alsoKnownAs", [])
        if document.get("id") != did or (handle and f"at://{handle}" not in names):
            raise SignInError("not_found", "the account does not claim this handle")
        try:
            server = server_address(pds_of(document), allow_private=self.allow_private)
        except AddressRefused as error:
            raise SignInError("address_refused", str(error)) from error
        claimed = next((name[5:] for name in names if str(name).startswith("at://")), "")
        return Identity(did, handle or claimed, server)

    def hosted(self, server: str, did: str) -> Identity:
        """Return the account as its server shows it. Raises SignInError if it is not there."""
        found = self.document(f"{server}/xrpc/com.atproto.repo.describeRepo?repo={quote(did)}")
        if found.get("did") != did:
            raise SignInError("not_found", "the server does not have this account")
        return Identity(did, str(found.get("handle", "")), server)


def pds_of(document: dict[str, Any]) -> str:
    """Return the server an account's document names, or ""."""
    services = document.get("service", [])
    for service in services if isinstance(services, list) else []:
        if isinstance(service, dict) and str(service.get("id", "")).endswith("#atproto_pds"):
            return str(service.get("serviceEndpoint", ""))
    return ""
