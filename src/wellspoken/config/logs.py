"""Log lines that hold no words of people: patients' words must not end up in a log that others read and copy.

What an exception says may be what somebody typed (`invalid literal for int(): 'Mira …'`), a row of the database
or a network's answer with our post in it. A traceback here shows where it happened and of which kinds the
exceptions were; what they said is left out, except from kinds that only speak of the machine.
`WELLSPOKEN_LOG_DETAILS=1` brings it back while somebody looks for a fault.
"""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Iterator
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

#: keys in addresses (private links, feeds, signed pictures, new passwords): a long part between slashes
_KEY = re.compile(r"(?<=/)[\w.:=~-]{20,}")
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_OF_THE_MACHINE = (OperationalError, ImproperlyConfigured, ImportError)


class Discreet(logging.Formatter):
    """Writes records without keys, mail addresses and what exceptions say."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        return _MAIL.sub("…@…", _KEY.sub("…", super().formatMessage(record)))

    def formatException(self, ei: Info) -> str:
        """Frames and kinds of the exception and of what it came of; the newest last."""
        if os.environ.get("WELLSPOKEN_LOG_DETAILS") == "1":
            return super().formatException(ei)
        return "\n".join(_told(error) for error in reversed(list(_chain(ei[1]))))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception, what it came of, and so on."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return "".join(traceback.format_tb(error.__traceback__)) + kind + _detail(error)


def _detail(error: BaseException) -> str:
    if isinstance(error, _OF_THE_MACHINE):
        return f": {error}"
    told = error.strerror if isinstance(error, OSError) and type(error).__module__ == "builtins" else None
    return f": {told}" if told else ""
