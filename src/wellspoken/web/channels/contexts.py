"""What the channels pages show, worked out before the templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, cast

from babel import dates
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wellspoken.rooms.audit.reading import note_reading
from wellspoken.rooms.channels import abilities, measures, selectors, words
from wellspoken.rooms.channels.access import may_on
from wellspoken.rooms.channels.data_notes import lacking, note_of
from wellspoken.rooms.channels.models import Channel, Slot
from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.channels.steps import last_test
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import channel_selectors
from wellspoken.rooms.publishing.words import say, state_name
from wellspoken.web.channels.forms import NewsroomChangeForm, TimesForm
from wellspoken.web.frame import clock

TAGS = {"ok": "ok", "warn": "review", "stop": "block", "quiet": ""}
#: days before a version of an interface ends at which the page says so
SOON_DAYS = 90
DELIVERY_TAGS = {"live": "ok", "refused": "block", "unknown": "review", "late": "review", "held": "review"}


@dataclass(frozen=True, slots=True)
class Card:
    """A channel as drawn: its network's name and the words for its condition."""

    channel: Channel
    network: str
    condition: words.Condition
    tag: str
    sign_in: bool  # signing in again is the next step


def card(channel: Channel, now: datetime) -> Card:
    """One channel as drawn."""
    found = words.condition(channel, now)
    ending = selectors.warning_days(channel.expires_at, now) is not None and channel.state != ChannelState.PAUSED
    sign_in = channel.state == ChannelState.BROKEN or ending
    return Card(channel, measures.network_name(channel.network), found, TAGS[found.tone], sign_in)


@dataclass(frozen=True, slots=True)
class Group:
    """A team and its channels; `mine` when the reader may change them."""

    team: Team
    cards: list[Card]
    mine: bool


def groups(user: User | AnonymousUser) -> list[Group]:
    """Every channel the person may see, by team."""
    now = timezone.now()
    found = groupby(selectors.channels_for(user), key=lambda channel: channel.team)
    return [
        Group(team, [card(channel, now) for channel in channels], may(user, Right.CHANNELS, team))
        for team, channels in found
    ]


def weekdays() -> list[str]:
    """Names of the days, Monday first, in the reader's language."""
    names = dates.get_day_names("wide", locale=(translation.get_language() or "en")[:2])
    return [str(names[number]).capitalize() for number in range(7)]


def times_form(slots: list[Slot], data: Any = None) -> TimesForm:
    """The form of weekly posting times, filled with those that are set."""
    initial = {
        f"day_{number}": ", ".join(f"{slot.at:%H:%M}" for slot in slots if slot.weekday == number)
        for number in range(7)
    }
    return TimesForm(data, days=weekdays(), initial=initial)


def limit_words(channel: Channel) -> list[tuple[str, str]]:
    """The limits of the channel's server as label and value."""
    found = measures.limits(channel)
    unit = str(measures.UNITS.get(found["unit"], found["unit"]))
    rows = [(_("Text"), _("%(n)s %(unit)s") % {"n": clock.number(found["max_length"]), "unit": unit})]
    if found["max_pictures"]:
        size = {"n": found["max_pictures"], "size": _megabytes(found)}
        rows.append((_("Pictures"), _("up to %(n)s, %(size)s MB each") % size))
    if found["max_pictures"] and "alt_text" in measures.capabilities(channel.network):
        rows.append((_("Picture descriptions"), _("%(n)s characters") % {"n": clock.number(found["alt_length"])}))
    if found["link_length"]:
        rows.append((_("Links"), _("each counts as %(n)s characters") % {"n": found["link_length"]}))
    return rows


def _megabytes(limits: dict[str, Any]) -> str:
    return f"{limits['picture_bytes'] / 1_000_000:.0f}" if limits["picture_bytes"] >= 1_000_000 else "1"


def change_form(channel: Channel) -> NewsroomChangeForm | None:
    """The form with a newsroom's name and language; None for accounts on networks, which carry their own."""
    if channel.network != "newsroom" or channel.state == ChannelState.REMOVED:
        return None
    return NewsroomChangeForm(initial={"name": channel.name, "language": channel.language})


@dataclass(frozen=True, slots=True)
class InterfaceFacts:
    """The version of the network's interface; `tone` is "", review (ends within 90 days) or block (has ended)."""

    version: str
    retires: date | None
    tone: str


def interface(network: str, today: date) -> InterfaceFacts:
    """Which version of the network's interface is spoken, and whether its end is near."""
    found = measures.interface(network)
    left = (found.retires - today).days if found.retires else None
    tone = "" if left is None or left > SOON_DAYS else "review" if left > 0 else "block"
    return InterfaceFacts(found.version, found.retires, tone)


def page(
    request: HttpRequest, channel: Channel, form: TimesForm | None = None, changed: NewsroomChangeForm | None = None
) -> dict[str, Any]:
    """Everything of a channel's page."""
    user = request.user
    slots = selectors.slots_of(channel)
    note = note_of(channel)
    raw = channel.last_raw if may_on(user, Right.RAW, channel) else ""
    if raw:
        note_reading(actor=cast(User, user), objects=[channel], what="raw")
    return {
        "card": card(channel, timezone.now()),
        "channel": channel,
        "mine": may_on(user, Right.CHANNELS, channel),
        "raw": raw,
        "note": note,
        "owes": lacking(channel, note),
        "limits": limit_words(channel),
        "does": abilities.of_channel(channel),
        "interface": interface(channel.network, timezone.now().date()),
        "test": last_test(channel.tested),
        "publishers": selectors.publishers(channel),
        "days": list(zip(weekdays(), [[s for s in slots if s.weekday == n] for n in range(7)], strict=True)),
        "slots": slots,
        "form": form or times_form(slots),
        "change": changed or change_form(channel),
        "deliveries": [
            {"row": row, "name": state_name(row.state), "say": say(row), "tag": DELIVERY_TAGS.get(row.state, "")}
            for row in channel_selectors.recent(channel)
        ],
        "waiting": channel_selectors.waiting_count(channel),
    }
