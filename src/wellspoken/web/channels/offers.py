"""Every network that can be connected, with what it does, what it needs and what is missing for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from wellspoken.rooms.channels import abilities, measures, selectors
from wellspoken.rooms.channels.abilities import Abilities
from wellspoken.rooms.channels.guides import guide_of
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

#: networks with pages of their own; the others share one
OWN_PAGES = {"newsroom": "connect_newsroom", "bluesky": "connect_bluesky", "mastodon": "connect_mastodon"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A network as it is drawn; `ready` when somebody can sign in now, else `url` is where to register."""

    code: str
    name: str
    about: str
    needs: str
    does: Abilities
    ready: bool
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class Offers:
    """`ready`: can be connected now. `closed`: must be registered first; `may_register`: the reader may do that."""

    ready: list[Offer]
    closed: list[Offer]
    may_register: bool


def offers(user: User | AnonymousUser) -> Offers:
    """All networks, those that need no account elsewhere first."""
    registered = selectors.registrations()
    closed = set(selectors.closed_networks())
    able = Right.SETTINGS in rights_of(user).everywhere
    every = [_offer(code, code not in closed or code in registered, able) for code in _order()]
    return Offers([one for one in every if one.ready], [one for one in every if not one.ready], able)


def _order() -> list[str]:
    """Newsroom first, then as people know them, by name."""
    codes = measures.networks_available()
    return sorted(codes, key=lambda code: (code != "newsroom", measures.network_name(code).lower()))


def _offer(code: str, ready: bool, able: bool) -> Offer:
    guide, name = guide_of(code), measures.network_name(code)
    if ready:
        action = _("Open a Newsroom") if code == "newsroom" else _("Connect %(network)s") % {"network": name}
        url = reverse(OWN_PAGES[code]) if code in OWN_PAGES else reverse("connect_network", args=[code])
    else:
        action = _("Register %(network)s") % {"network": name}
        url = reverse("network", args=[code]) if able else ""
    return Offer(code, name, str(guide.about), str(guide.needs), abilities.of_network(code), ready, url, action)
