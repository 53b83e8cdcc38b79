"""Adding sources."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.library.models import Source
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right

SENTENCES: dict[str, Any] = {
    "address": _("Give the whole address of the page, starting with https://"),
    "title": _("Give the page's title."),
    "future": _("The day the page was read cannot lie in the future."),
}


class BadSource(ValueError):
    """The source was not taken. `code` is stable; `sentence` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        """What to tell the person, in the language that is active."""
        return str(SENTENCES[self.code])


def clean_address(url: str) -> str:
    """A web address without a name and password in it; raises `BadSource("address")`."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
        parts.port  # noqa: B018 (raises ValueError for a port that is none)
    except ValueError as error:
        raise BadSource("address") from error
    odd = any(c.isspace() or not c.isprintable() for c in url)
    if not whole or odd or len(url) > 1000:
        raise BadSource("address")
    return url


def add_source(
    *,
    actor: User,
    team: Team,
    url: str,
    title: str,
    publisher: str = "",
    checked_on: date | None = None,
) -> Source:
    """Keep a page somebody read; the same address again renews title, publisher and the day it was read.

    Raises `BadSource` and `Denied`.
    """
    require(actor, Right.SUGGEST, team)
    address, title = clean_address(url), title.strip()[:300]
    if not title:
        raise BadSource("title")
    if checked_on is not None and checked_on > timezone.localdate() + timedelta(days=1):  # a day of zones apart
        raise BadSource("future")
    read_on = checked_on or timezone.localdate()
    values = {"title": title, "publisher": publisher.strip()[:200], "checked_on": read_on}
    with transaction.atomic():
        source, new = Source.objects.update_or_create(
            team=team, url=address, defaults=values, create_defaults={**values, "added_by": actor}
        )
        if new:
            record(action="source.added", actor=actor, obj=source, data={"url": address})
    return source
