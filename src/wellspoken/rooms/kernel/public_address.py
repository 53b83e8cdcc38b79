"""Whether the world can reach this installation, for networks that fetch pictures themselves."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings

#: names that lead nowhere outside the house (RFC 2606, 6761, 6762, 8375)
_INSIDE = ("localhost", "local", "internal", "test", "invalid", "home.arpa", "lan")


def public_address() -> str:
    """The installation's address without a slash at the end if it is https and not inside the house, else ""."""
    site = urlsplit(settings.SITE_URL)
    host = (site.hostname or "").rstrip(".").lower()
    if site.scheme != "https" or not host or not _outside(host):
        return ""
    return settings.SITE_URL.rstrip("/")


def _outside(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        inside = any(host == name or host.endswith(f".{name}") for name in _INSIDE)
        return "." in host and not inside
