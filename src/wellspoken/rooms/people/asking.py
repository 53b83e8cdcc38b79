"""From where a request comes."""

from __future__ import annotations

from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The asker's address, behind as many trusted proxies as the settings say; None when it cannot be told."""
    try:
        return str(ip_address(get_adapter(request).get_client_ip(request)))
    except (PermissionDenied, ValueError):
        return None
