"""Who is speaking: the organisation behind a text, as far as screening needs to know it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Product:
    """A medicine, device or supplement with the words its label requires."""

    brand: str = ""
    generic: str = ""
    prescription: bool = False
    indications: str = ""
    limitations: str = ""
    risk_text: str = ""
    boxed_warning: str = ""
    risk_link: str = ""
    kind: str = ""
    status: str = ""
    approved_claims: tuple[str, ...] = ()
    ad_approval: str = ""

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> "Product":
        """Read a product from JSON or TOML; accepts the short names of the command line too."""
        risk = _text(data, "risk_text", "risk", "warning")
        boxed = data.get("boxed_warning", "")
        return cls(
            brand=_text(data, "brand"),
            generic=_text(data, "generic"),
            prescription=bool(data.get("prescription", data.get("rx", False))),
            indications=_text(data, "indications", "indication"),
            limitations=_text(data, "limitations", "limitations_of_use"),
            risk_text=risk,
            boxed_warning=(risk or "yes") if boxed is True else str(boxed or ""),
            risk_link=_text(data, "risk_link", "risk_url"),
            kind=_text(data, "kind", "type"),
            status=_text(data, "status"),
            approved_claims=_texts(data.get("approved_claims")),
            ad_approval=_text(data, "ad_approval"),
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """The organisation: kind, where its audience lives (lower-case ISO 3166), and what is its own.

    Names, staff, phones, e-mails, addresses, handles and domains listed here are never patient data.
    """

    kind: str = "hospital"
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    products: tuple[Product, ...] = ()
    services: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    audience: str = ""
    studies: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> "Profile":
        """Read a profile from JSON or TOML; unknown fields are ignored, single strings become lists of one."""
        known = {f.name for f in fields(cls)} - {"kind", "audience", "products", "countries", "studies"}
        lists = {name: _texts(data.get(name)) for name in known}
        lists["staff"] += _texts(data.get("spokespeople"))
        return cls(
            kind=_text(data, "kind") or "hospital",
            countries=tuple(c.lower() for c in _texts(data.get("countries"))),
            audience=_text(data, "audience"),
            products=tuple(_products(data.get("products"))),
            studies=tuple(s for s in data.get("studies") or () if isinstance(s, Mapping)),
            **lists,
        )


def _products(value: object) -> list[Product]:
    found = []
    for item in value if isinstance(value, Sequence) and not isinstance(value, str) else ():
        if isinstance(item, Mapping):
            found.append(Product.from_mapping(item))
        elif isinstance(item, Product):
            found.append(item)
        else:
            found.append(Product(brand=str(item)))
    return found


def _text(data: Mapping[str, Any], *names: str) -> str:
    """The first of `names` with a value, as one string."""
    for name in names:
        value = data.get(name)
        if isinstance(value, list | tuple):
            return "; ".join(str(v) for v in value)
        if value not in (None, "", False, True):
            return str(value)
    return ""


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, Sequence):
        return tuple(_label(v) for v in value if v)
    return (str(value),)


def _label(value: object) -> str:
    """People may come as strings or as mappings with a name."""
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)
