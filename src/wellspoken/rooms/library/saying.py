"""What is known of a link, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.engines.screening.lookalike import imitates
from wellspoken.rooms.library.links import checks_for
from wellspoken.rooms.library.models import LinkCheck
from wellspoken.rooms.people import selectors

_ERRORS: dict[str, Any] = {
    "unreachable": gettext_lazy("nobody answers there"),
    "refused": gettext_lazy("it leads into a private network"),
    "redirects": gettext_lazy("it is passed on without end"),
    "odd": gettext_lazy("its answer cannot be read"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A link in words: `trouble` says that a person should look, `found` when it was looked up last (UTC)."""

    url: str
    sentence: str
    title: str
    trouble: bool
    found: datetime | None = None


def say_links(texts: Iterable[str]) -> list[Said]:
    """What is known of each link in these texts, those in trouble first; two queries, one without links."""
    rows = checks_for(texts)
    organisation = selectors.organisation() if rows else None
    own = tuple(organisation.domains) if organisation else ()
    return sorted((said(row, own) for row in rows), key=lambda one: not one.trouble)


def said(row: LinkCheck, own: tuple[str, ...] = ()) -> Said:
    """Where a link leads, in the language that is active; `own` are domains that are no imitation."""
    here, there = _host(row.url), _host(row.final_url)
    moved = bool(there) and here != there
    parts = [_("goes to %(host)s") % {"host": there or here}]
    if moved:
        parts.append(_("passed on from %(host)s") % {"host": here})
    official = "" if _ours(there or here, own) else imitates(row.url, own) or imitates(row.final_url, own)
    if official:
        parts.append(_("looks like %(official)s and is not") % {"official": official})
    trouble = _trouble(row)
    if trouble:
        parts.append(trouble)
    elif row.modified:
        parts.append(_("last changed %(day)s") % {"day": row.modified})
    return Said(row.url, ", ".join(parts), row.title, bool(trouble or official) or moved, row.checked_at)


def _trouble(row: LinkCheck) -> str:
    why = str(_ERRORS.get(row.error, row.error)) if row.error else ""
    if not why and (row.status or 0) >= 400:
        why = _("the page is not there (answer %(status)s)") % {"status": row.status}
    if why and row.gone_since:
        return _("%(why)s since %(day)s") % {"why": why, "day": date_format(row.gone_since, "j F")}
    return why


def _ours(host: str, own: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in own)


def _host(url: str) -> str:
    whole = url if "://" in url else f"https://{url}"
    try:
        return (urlsplit(whole).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
