"""Sealed columns: JSON encrypted at rest with rotating keys (MultiFernet, newest key first)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


class SealBroken(Exception):
    """The stored value cannot be opened with the keys of this installation."""


def _box() -> MultiFernet:
    if not settings.SEAL_KEYS:
        raise ImproperlyConfigured("No seal keys. Run `wellspoken init`.")
    return MultiFernet([Fernet(key) for key in settings.SEAL_KEYS])


def seal(value: Any) -> str:
    """Encrypt a JSON-serialisable value; returns text safe for a column."""
    return _box().encrypt(json.dumps(value, ensure_ascii=False).encode()).decode()


def unseal(text: str) -> Any:
    """Decrypt what `seal` made; raises `SealBroken` when no key fits."""
    try:
        return json.loads(_box().decrypt(text.encode()))
    except InvalidToken as error:
        raise SealBroken("stored with a key that is not here any more") from error


def rotate(text: str) -> str:
    """Re-encrypt with the newest key; raises `SealBroken` when no key fits."""
    try:
        return _box().rotate(text.encode()).decode()
    except InvalidToken as error:
        raise SealBroken("stored with a key that is not here any more") from error


if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
else:
    _Text = models.TextField


class SealedJSONField(_Text):
    """A column whose value is JSON in Python and ciphertext in the database; never searched."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Open the stored text."""
        return None if value in (None, "") else unseal(str(value))

    def get_prep_value(self, value: Any) -> Any:
        """Seal before storing."""
        return None if value is None else seal(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull` makes sense: equal values have different ciphertexts."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
