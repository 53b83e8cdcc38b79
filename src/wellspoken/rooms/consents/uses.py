"""How something that is published uses a consent. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Use:
    """Key of the consent, one purpose (a code of elements.PURPOSES or ""), what of its information is told or shown."""

    key: int
    purpose: str = ""
    information: tuple[str, ...] = ()
