"""Which channels lack a word about data, read for pages."""

from __future__ import annotations

from wellspoken.rooms.channels.models import Channel, DataNote

#: the European Economic Area and the United Kingdom, whose data protection law is the same here; ISO 3166
EUROPE = frozenset({
    "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu", "ie", "is",
    "it", "li", "lt", "lu", "lv", "mt", "nl", "no", "pl", "pt", "ro", "se", "si", "sk", "gb",
})  # fmt: skip


def note_of(channel: Channel) -> DataNote | None:
    """The channel's note; None when there is none. No query where the channel was fetched with its note."""
    found: DataNote | None = getattr(channel, "data_note", None)
    return found


def lacking(channel: Channel, note: DataNote | None) -> str:
    """What the channel of a team in Europe still owes its visitors: "note", "link" or "" (nothing).

    A newsroom shows the link by itself.
    """
    if channel.team.country not in EUROPE:
        return ""
    if note is None:
        return "note"
    return "" if note.linked or channel.network == "newsroom" else "link"
