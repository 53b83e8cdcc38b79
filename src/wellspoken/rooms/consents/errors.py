"""Why something about a consent was not done."""

from __future__ import annotations

from collections.abc import Sequence


class NotComplete(Exception):
    """Elements that the law asks for are missing; `missing` are their codes (see `elements.MISSING`)."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


class BadConsent(ValueError):
    """A value that cannot be kept; `code` says which: channel, shape, born, date, signature, name, reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LinkGone(Exception):
    """A private link that is not known, has ended, or is over."""
