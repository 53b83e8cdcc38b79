"""Telling people in time that a sign-in ends or has ended: 14, 7 and 1 days before, and before a waiting post is due.

Each warning goes out once. What waits on a channel is known to rooms above this
one, which pass in a way to ask.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellspoken.rooms.channels.guides import network_name
from wellspoken.rooms.channels.models import Channel, Told
from wellspoken.rooms.channels.selectors import WARNING_DAYS, all_channels, people_with, warning_days
from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.channels.words import condition
from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

log = logging.getLogger(__name__)
#: how long before a post's time people hear that its channel is broken
BEFORE_POST = timedelta(days=1)
#: a sign-in that ends this much later than the one we warned of is another one
RENEWED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Posts that wait to go out on a channel after a moment: how many, and when the first is due."""

    count: int
    first: datetime


#: channel's key -> from when on posts count (None: all of them) -> what waits there
Ask = Callable[[Mapping[int, datetime | None]], Mapping[int, Waiting]]


def warn(now: datetime, ask: Ask) -> int:
    """Send the warnings that are due and were not sent yet; returns how many channels were told of."""
    if is_quiet():
        return 0
    rows = list(_troubled(now))
    waiting = ask({channel.pk: counts_from(channel) for channel in rows}) if rows else {}
    told = 0
    for channel in rows:
        found = waiting.get(channel.pk)
        if [kind for kind in _kinds(channel, found, now) if _first_time(channel, kind, now)]:
            told += 1
            _send([_letter(person, channel, found, now) for person in people_with(Right.CHANNELS, channel)])
    return told


def counts_from(channel: Channel) -> datetime | None:
    """From when on posts suffer: the end of the sign-in; None, at once, on a broken channel."""
    return None if channel.state == ChannelState.BROKEN else channel.expires_at


def _troubled(now: datetime) -> list[Channel]:
    """Channels that are broken, and working or paused ones whose sign-in ends within the longest warning.

    Not the sample hospital's: its accounts live nowhere, and nobody could sign in again.
    """
    ending = Q(expires_at__lte=now + timedelta(days=max(WARNING_DAYS)), state__in=["active", "paused"])
    found = all_channels().filter(ending | Q(state="broken"))
    return list(found.exclude(settings__has_key="invented").order_by("pk"))


def _kinds(channel: Channel, waiting: Waiting | None, now: datetime) -> list[str]:
    """The warnings that hold now; whoever gets one of them needs no second mail in the same breath."""
    if channel.state == ChannelState.BROKEN:
        soon = waiting is not None and waiting.first <= now + BEFORE_POST
        return ["broken", "queue"] if soon else ["broken"]
    days = warning_days(channel.expires_at, now)
    found = [str(days)] if days is not None else []
    return [*found, "queue"] if waiting is not None else found


def _first_time(channel: Channel, kind: str, now: datetime) -> bool:
    """Take the warning; of several workers one succeeds."""
    about = channel.expires_at if channel.state != ChannelState.BROKEN and channel.expires_at else now
    row, made = Told.objects.get_or_create(channel=channel, kind=kind, defaults={"about": about, "at": now})
    if made or channel.state == ChannelState.BROKEN:
        return made
    later = Told.objects.filter(pk=row.pk, about__lt=about - RENEWED)
    return later.update(about=about, at=now) == 1


def waiting_words(waiting: Waiting | None, *, broken: bool) -> str:
    """What depends on the sign-in, as a sentence; "" when nothing does."""
    if waiting is None:
        return ""
    if broken:
        text = ngettext("%(n)d post waits for it.", "%(n)d posts wait for it.", waiting.count)
    else:
        text = ngettext("%(n)d post is due after that.", "%(n)d posts are due after that.", waiting.count)
    return text % {"n": waiting.count}


def _letter(person: User, channel: Channel, waiting: Waiting | None, now: datetime) -> EmailMessage:
    broken = channel.state == ChannelState.BROKEN
    with translation.override(person.language):
        said = condition(channel, now, ending=True)
        names = {"name": _called(channel)}
        subject = (_("%(name)s: the sign-in has ended") if broken else _("%(name)s: the sign-in ends soon")) % names
        lines = [
            _("Hello %(name)s,") % {"name": person.name},
            "",
            " ".join(filter(None, [said.sentence, waiting_words(waiting, broken=broken), said.advice])),
            "",
            f"{settings.SITE_URL}/channels/{channel.pk}/reconnect/",
            "",
        ]
    subject = " ".join(subject.split())
    return EmailMessage(subject, "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [person.email])


def _called(channel: Channel) -> str:
    """The channel and its network; many channels already carry their network's name in their own."""
    network = network_name(channel.network)
    if network.casefold() in channel.name.casefold():
        return channel.name
    return _("%(name)s on %(network)s") % {"name": channel.name, "network": network}


def _send(letters: list[EmailMessage]) -> None:
    try:
        if letters:
            get_connection().send_messages(letters)
    except OSError as error:  # also every SMTP error
        log.warning("%s letters about channels were not sent: %s", len(letters), error)
