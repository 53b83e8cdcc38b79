"""Facts about links in drafts: fetched by the worker through the guarded client, kept, asked for by the checks.

A row without `checked_at` waits. Taking a row is one conditional update of `began_at`, which is also the lease.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from wellspoken.engines.screening import LinkFact
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers import link
from wellspoken.networks.links import look_up
from wellspoken.rooms.library.models import LinkCheck

MOST = 20
LONGEST = 1000
#: a person may still be typing an address
PAUSE = timedelta(seconds=5)
LEASE = timedelta(minutes=2)
#: how long a fact holds, how soon an address that failed is tried again, how long after its last use it is renewed
HOLDS, AGAIN, REMEMBERED = timedelta(days=1), timedelta(hours=1), timedelta(days=14)


def links_in(texts: Iterable[str]) -> list[str]:
    """The different web addresses in these texts, in order, at most MOST."""
    found: dict[str, None] = {}
    for text in texts:
        view = View(text)
        for spot in link.find(view):
            address = text[slice(*view.norm.span(spot.start, spot.end))]
            if len(address) <= LONGEST:
                found.setdefault(address)
    return list(found)[:MOST]


def want(texts: Iterable[str], now: datetime) -> None:
    """Ask for facts about every link in these texts; known ones are marked as still in use. No query without links."""
    addresses = links_in(texts) if settings.CHECK_LINKS else []
    if not addresses:
        return
    known = set(LinkCheck.objects.filter(url__in=addresses).values_list("url", flat=True))
    LinkCheck.objects.filter(url__in=known).update(wanted_at=now)
    fresh = [LinkCheck(url=address, wanted_at=now) for address in addresses if address not in known]
    LinkCheck.objects.bulk_create(fresh, ignore_conflicts=True)


def checks_for(texts: Iterable[str]) -> list[LinkCheck]:
    """What is known of the links in these texts, in their order; one query, none without links."""
    addresses = links_in(texts)
    if not addresses:
        return []
    rows = {row.url: row for row in LinkCheck.objects.filter(url__in=addresses, checked_at__isnull=False)}
    return [rows[address] for address in addresses if address in rows]


def facts(texts: Iterable[str]) -> tuple[LinkFact, ...]:
    """The same for the checks of a text."""
    return tuple(fact(row) for row in checks_for(texts))


def fact(row: LinkCheck) -> LinkFact:
    """One row as the engine reads it."""
    return LinkFact(
        url=row.url,
        final_url=row.final_url,
        status=row.status,
        title=row.title,
        description=row.description,
        checked_on=row.checked_at.date().isoformat() if row.checked_at else "",
        modified=row.modified,
        error=row.error,
    )


def forget() -> None:
    """Drop everything that is known or asked for (the sample hospital asks nobody outside)."""
    LinkCheck.objects.all().delete()


def check_next(now: datetime) -> bool:
    """Look one waiting or outdated link up; False when there is none."""
    if not settings.CHECK_LINKS:
        return False
    free = Q(began_at__isnull=True) | Q(began_at__lt=now - LEASE)
    waiting = Q(checked_at__isnull=True, wanted_at__lt=now - PAUSE)
    old = Q(checked_at__lt=now - HOLDS) | (~Q(error="") & Q(checked_at__lt=now - AGAIN))
    in_use = Q(wanted_at__gt=now - REMEMBERED)
    row = LinkCheck.objects.filter(free, waiting | (old & in_use)).order_by("wanted_at").first()
    if row is None:
        return False
    if LinkCheck.objects.filter(free, pk=row.pk).update(began_at=now) == 1:
        _look(row, now)
    return True


def _look(row: LinkCheck, began: datetime) -> None:
    page = look_up(row.url, allow_private=settings.ALLOW_PRIVATE_NETWORKS)
    gone = page.error != "" or (page.status or 0) >= 400
    LinkCheck.objects.filter(pk=row.pk, began_at=began).update(
        began_at=None,
        checked_at=began,
        final_url=page.final_url[:2000],
        status=page.status,
        title=page.title,
        description=page.description,
        modified=page.modified[:10],
        error=page.error,
        gone_since=(row.gone_since or began) if gone else None,
    )
