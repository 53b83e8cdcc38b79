"""What is known of a link, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.rooms.library.models import LinkCheck

_ERRORS: dict[str, Any] = {
    "unreachable": gettext_lazy("nobody answers there"),
    "refused": gettext_lazy("it leads into a private network"),
    "redirects": gettext_lazy("it is passed on without end"),
    "odd": gettext_lazy("its answer cannot be read"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A link in words: `trouble` says that a person should look."""

    url: str
    sentence: str
    title: str
    trouble: bool


def said(row: LinkCheck) -> Said:
    """Where a link leads, in the language that is active."""
    here, there = _host(row.url), _host(row.final_url)
    moved = bool(there) and here != there
    parts = [_("goes to %(host)s") % {"host": there or here}]
    if moved:
        parts.append(_("passed on from %(host)s") % {"host": here})
    trouble = _trouble(row)
    if trouble:
        parts.append(trouble)
    elif row.modified:
        parts.append(_("last changed %(day)s") % {"day": row.modified})
    return Said(row.url, ", ".join(parts), row.title, bool(trouble) or moved)


def _trouble(row: LinkCheck) -> str:
    why = str(_ERRORS.get(row.error, row.error)) if row.error else ""
    if not why and (row.status or 0) >= 400:
        why = _("the page is not there (answer %(status)s)") % {"status": row.status}
    if why and row.gone_since:
        return _("%(why)s since %(day)s") % {"why": why, "day": date_format(row.gone_since, "j F")}
    return why


def _host(url: str) -> str:
    whole = url if "://" in url else f"https://{url}"
    try:
        return (urlsplit(whole).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
