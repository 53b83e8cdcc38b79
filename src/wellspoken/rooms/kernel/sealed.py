"""Sealed columns: JSON encrypted at rest with rotating keys (MultiFernet, newest key first).

The file of keys is read again whenever it has changed, so that every running process seals with a new key, and
opens what others sealed with it, without a restart; see `rotation`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


class SealBroken(Exception):
    """The stored value cannot be opened with the keys of this installation."""


#: what the file of keys looked like when it was read, and the keys in it
_read: dict[Path, tuple[tuple[int, int, int], list[str]]] = {}


def keys() -> list[str]:
    """The keys of this installation, newest first; raises `ImproperlyConfigured` when there is none."""
    found = _of_file(settings.SEAL_KEYS_FILE) or list(settings.SEAL_KEYS)
    if not found:
        raise ImproperlyConfigured("No seal keys. Run `wellspoken init`.")
    return found


def _of_file(path: Path | None) -> list[str]:
    """What stands in the file now; nothing without one."""
    if path is None or not path.is_file():
        return []
    about = path.stat()
    stamp = (about.st_mtime_ns, about.st_size, about.st_ino)
    if path not in _read or _read[path][0] != stamp:
        _read[path] = (stamp, path.read_text().replace(",", "\n").split())
    return _read[path][1]


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys()])


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


def sealed_with(text: str) -> int:
    """The place of the key that opens it, 0 for the newest; raises `SealBroken` when no key fits."""
    for place, key in enumerate(keys()):
        try:
            Fernet(key).decrypt(text.encode())
        except InvalidToken:
            continue
        return place
    raise SealBroken("stored with a key that is not here any more")


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
