"""The organisation's products: what their labels require, as the promotion rules read it. Each change is audited."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people import checks
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Organisation
from wellspoken.rooms.people.roles import Right

KINDS = ("medicine", "vaccine", "device", "supplement", "food", "cosmetic")
STATUSES = ("approved", "investigational", "withdrawn")
MOST = 200


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """One product. `risk_text` and `boxed_warning` in the words of the label; `approved_claims` word for word."""

    brand: str
    generic: str = ""
    kind: str = "medicine"
    status: str = "approved"
    prescription: bool = False
    indications: str = ""
    limitations: str = ""
    risk_text: str = ""
    boxed_warning: str = ""
    risk_link: str = ""
    approved_claims: list[str] = field(default_factory=list)
    ad_approval: str = ""

    def tidy(self) -> dict[str, Any]:
        """The values, checked; raises `PeopleProblem`."""
        values = {key: " ".join(v.split()) if isinstance(v, str) else v for key, v in asdict(self).items()}
        values["brand"] = checks.readable_name(self.brand, 100)
        if self.kind not in KINDS or self.status not in STATUSES:
            raise PeopleProblem("product")
        link = urlsplit(self.risk_link)
        if self.risk_link and (link.scheme not in {"https", "http"} or not link.hostname):
            raise PeopleProblem("risk_link")
        return values


def products() -> list[dict[str, Any]]:
    """Every product as stored, each with its `id`; those without one (older records) are named by their place."""
    organisation = Organisation.objects.order_by("pk").first()
    return _named(organisation.products) if organisation else []


def product(key: str) -> dict[str, Any]:
    """One product; raises `NotThere`."""
    found = next((p for p in products() if p["id"] == key), None)
    if found is None:
        raise NotThere(f"product {key}")
    return found


def add_product(*, actor: Actor, facts: ProductFacts) -> str:
    """Add a product; returns its key. Raises `Denied`, `PeopleProblem` (name, product, risk_link, same_product)."""
    made = {"id": secrets.token_hex(6), **facts.tidy()}
    with _changing(actor) as change:
        if len(change.rows) >= MOST:
            raise PeopleProblem("many_products")
        _unique(made, change.rows)
        change.rows.append(made)
        change.tell("product.added", made, {"before": None, "after": made})
    return str(made["id"])


def change_product(*, actor: Actor, key: str, facts: ProductFacts) -> list[str]:
    """Change a product; returns the names of what differs. Raises as `add_product`, and `NotThere`."""
    values = facts.tidy()
    with _changing(actor) as change:
        row = change.row(key)
        before = dict(row)
        changed = sorted(name for name, value in values.items() if row.get(name) != value)
        if changed:
            row.update(values)
            _unique(row, [other for other in change.rows if other is not row])
            told = {"before": before, "after": dict(row), "fields": ", ".join(changed)}
            change.tell("product.changed", row, told)
    return changed


def remove_product(*, actor: Actor, key: str) -> None:
    """Remove a product: its name is then no longer known to the rules. Raises `Denied`, `NotThere`."""
    with _changing(actor) as change:
        row = change.row(key)
        change.rows.remove(row)
        change.tell("product.removed", row, {"before": row, "after": None})


def _named(rows: list[Any]) -> list[dict[str, Any]]:
    known = [dict(row) if isinstance(row, Mapping) else {"brand": str(row)} for row in rows]
    return [{**row, "id": str(row.get("id") or f"p{number}")} for number, row in enumerate(known)]


def _unique(row: Mapping[str, Any], others: list[dict[str, Any]]) -> None:
    if any(str(other.get("brand", "")).casefold() == row["brand"].casefold() for other in others):
        raise PeopleProblem("same_product")


@dataclass
class _Change:
    """The list of products, locked for this transaction."""

    actor: Actor
    organisation: Organisation
    rows: list[dict[str, Any]]

    def row(self, key: str) -> dict[str, Any]:
        """The product of that key; raises `NotThere`."""
        found = next((row for row in self.rows if row["id"] == key), None)
        if found is None:
            raise NotThere(f"product {key}")
        return found

    def tell(self, action: str, row: Mapping[str, Any], data: dict[str, Any]) -> None:
        """Leave an audit entry."""
        record(action=action, actor=self.actor, obj=self.organisation, data={"product": row.get("brand", ""), **data})


@contextmanager
def _changing(actor: Actor) -> Iterator[_Change]:
    """Lock the list, hand it over, and save it together with its audit entry. Raises `Denied`, `NotThere`."""
    authorise(actor, Right.RULES, everywhere=True)
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().order_by("pk").first()
        if organisation is None:
            raise NotThere("organisation")
        change = _Change(actor, organisation, _named(organisation.products))
        yield change
        organisation.products = change.rows
        organisation.save(update_fields=["products"])
