"""Whom to tell of a hole, and which program looks at uploads for malware.

`WELLSPOKEN_SECURITY_CONTACT` holds one or more addresses, separated by commas:
`security@example.org`, `https://example.org/report`, `tel:+1-218-555-0100`.
`WELLSPOKEN_CLAMD` holds ClamAV's address: `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`.
"""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured


def contacts(said: str) -> list[str]:
    """The addresses as URIs, in their order; raises `ImproperlyConfigured` for one that is none."""
    found = [part.strip() for part in said.split(",") if part.strip()]
    return [_contact(part) for part in found]


def _contact(part: str) -> str:
    if part.startswith(("https://", "mailto:", "tel:")) and not set(part) & set(" \r\n"):
        return part
    if "@" in part and ":" not in part and not set(part) & set(" \r\n"):
        return f"mailto:{part}"
    raise ImproperlyConfigured("WELLSPOKEN_SECURITY_CONTACT must hold mail addresses, https:// or tel: addresses.")


def clamd(said: str) -> str | tuple[str, int] | None:
    """A socket's path, or host and port, or None; raises `ImproperlyConfigured` for anything else."""
    kind, _colon, rest = said.strip().partition(":")
    host, _colon, port = rest.rpartition(":")
    if not said.strip():
        return None
    if kind == "unix" and rest.startswith("/"):
        return rest
    if kind == "tcp" and host and port.isdigit():
        return host.strip("[]"), int(port)
    raise ImproperlyConfigured("WELLSPOKEN_CLAMD must look like unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310.")
