"""What drug makers list for the FDA: pieces at their first use (Form FDA 2253), and every month the sites they run.

21 CFR 314.81(b)(3)(i), for biologics 601.12(f)(4): each promotional piece is sent with Form FDA 2253 at
its first use, with the current labeling. For live sites the FDA's draft of January 2014 accepts
a monthly list instead of every message. The listing is material for whoever fills in the form;
it is not the form and is sent to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.records.access import visible_editions
from wellspoken.rooms.records.models import Edition

KIND = "pharma"
#: characters at which a spreadsheet takes a cell for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
PIECE_HEAD = (
    _("Archive number"), _("Post"), _("First used"), _("Network"), _("Channel"), _("Address"), _("Product"),
    _("Labelling"), _("Title or first words"), _("Seal (SHA-256)"),
)  # fmt: skip
SITE_HEAD = (_("Network"), _("Channel"), _("Handle"), _("Server"), _("State"), _("Pieces this month"), _("Products"))


class NotOurs(Exception):
    """The organisation is no drug maker: there is nothing to list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One promotional piece as one channel showed it first. `used` is a day in UTC, ISO."""

    number: int
    post: int
    used: str
    network: str
    channel: str
    address: str
    product: str
    labelling: str
    title: str
    seal: str


@dataclass(frozen=True, slots=True)
class Site:
    """One account that was live in the month."""

    network: str
    channel: str
    handle: str
    server: str
    state: str
    pieces: int
    products: str


def pieces(user: User, month: date) -> list[Piece]:
    """Editions first public in the month that name one of our products, oldest first. Raises `Denied`, `NotOurs`."""
    products = _ours(user)
    found = []
    for edition in _of_month(user, month):
        named = _named(edition, products)
        if named:
            found.append(_piece(edition, named))
    return found


def sites(user: User, month: date) -> list[Site]:
    """Every account of the teams one may see, with what it showed in the month. Raises `Denied`, `NotOurs`."""
    products = _ours(user)
    shown: dict[int, list[set[str]]] = {}
    for edition in _of_month(user, month):
        shown.setdefault(edition.channel_id, []).append({p["brand"] or p["generic"] for p in _named(edition, products)})
    teams = set(visible_editions(user, Right.AUDIT).order_by().values_list("team_id", flat=True))
    rows = Channel.objects.filter(team_id__in=teams).defer("secrets").order_by("network", "name")
    return [_site(row, shown.get(row.pk, [])) for row in rows if row.state != "removed" or row.pk in shown]


def _ours(user: User) -> list[dict[str, Any]]:
    require(user, Right.AUDIT)
    house = organisation()
    if house is None or house.kind != KIND:
        raise NotOurs
    return [{"brand": "", "generic": "", "risk_link": "", **one} for one in house.products if isinstance(one, dict)]


def _of_month(user: User, month: date) -> Iterable[Edition]:
    start = datetime(month.year, month.month, 1, tzinfo=UTC)
    end = datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=UTC)
    rows = visible_editions(user, Right.AUDIT).filter(state="kept", began_at__gte=start, began_at__lt=end)
    return rows.order_by("began_at", "pk")


def _named(edition: Edition, products: list[dict[str, Any]]) -> list[dict[str, Any]]:
    text = f"{edition.content.get('title', '')}\n{edition.content.get('text', '')}".casefold()
    names = ((one, str(one[key]).strip().casefold()) for one in products for key in ("brand", "generic"))
    found = {id(one): one for one, name in names if name and name in text}
    return list(found.values())


def _piece(edition: Edition, named: list[dict[str, Any]]) -> Piece:
    return Piece(
        number=edition.pk,
        post=edition.post_id,
        used=f"{edition.began_at.astimezone(UTC):%Y-%m-%d}",
        network=str(network_name(edition.channel.network)),
        channel=edition.channel.name,
        address=str(edition.content.get("url", "")),
        product=", ".join(f"{one['brand']} ({one['generic']})".strip() for one in named),
        labelling=", ".join(str(one["risk_link"]) for one in named if one["risk_link"]),
        title=edition.title,
        seal=edition.digest,
    )


def _site(row: Channel, shown: list[set[str]]) -> Site:
    products = sorted(set().union(*shown)) if shown else []
    name = str(network_name(row.network))
    return Site(name, row.name, row.handle, row.server, row.state, len(shown), ", ".join(products))


def safe_rows(rows: Iterable[Piece | Site]) -> list[list[str]]:
    """Cells that no spreadsheet takes for a formula."""
    return [[_safe(str(cell)) for cell in astuple(row)] for row in rows]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
