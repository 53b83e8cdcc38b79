"""Whether a linked authorisation covers a person today. Consents are mappings; field names are read tolerantly."""

from collections.abc import Mapping
from datetime import date
from typing import Any

_OVER = ("withdrawn", "revoked", "expired", "void", "incomplete")


def state(consent: Mapping[str, Any], today: date | None) -> str:
    """ "valid", or why not: one of withdrawn, revoked, expired, void, incomplete."""
    said = str(consent.get("status") or consent.get("state") or "valid").lower()
    if said in _OVER:
        return said
    if consent.get("withdrawn") or consent.get("withdrawn_at") or consent.get("revoked"):
        return "withdrawn"
    until = _day(consent.get("expires") or consent.get("valid_until") or consent.get("expires_on"))
    if until and today and until < today:
        return "expired"
    return "valid"


def names(consent: Mapping[str, Any]) -> str:
    """The person a consent is about, lower case."""
    return str(consent.get("person") or consent.get("name") or consent.get("subject") or "").lower()


def covering(consents: tuple[Mapping[str, Any], ...], name: str) -> Mapping[str, Any] | None:
    """The consent whose person shares a word with `name`."""
    words = {w.strip(".,") for w in name.lower().split() if len(w) > 2}
    return next((c for c in consents if words & set(names(c).split())), None)


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
