"""Noting what a channel tells people about their data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.channels.models import Channel, DataNote
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

#: ten years; longer than any limitation period the rules name
MOST_MONTHS = 120
MOST_WORDS = 2000


class BadNote(ValueError):
    """A part of the note that cannot stand; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Said:
    """The note as a person gives it: an http(s) address, whether the page links it, a purpose, months."""

    notice: str
    purpose: str
    keep_months: int
    linked: bool = False


def note_data(*, actor: User, channel: Channel, said: Said) -> DataNote:
    """Set or change a channel's note. Raises `BadNote` and `Denied`."""
    require_on(actor, Right.CHANNELS, channel)
    _check(said)
    values = {**asdict(said), "noted_by": actor, "noted_at": timezone.now()}
    with transaction.atomic():
        note, _made = DataNote.objects.update_or_create(channel=channel, defaults=values)
        data = {"channel": channel.name, "notice": said.notice, "keep_months": said.keep_months, "linked": said.linked}
        record(action="channel.data_noted", actor=actor, obj=channel, data=data)
    return note


def _check(said: Said) -> None:
    address = urlsplit(said.notice)
    if address.scheme not in ("http", "https") or not address.hostname or len(said.notice) > 500:
        raise BadNote("notice")
    if not 0 < len(said.purpose.strip()) <= MOST_WORDS:
        raise BadNote("purpose")
    if not 1 <= said.keep_months <= MOST_MONTHS:
        raise BadNote("keep_months")
