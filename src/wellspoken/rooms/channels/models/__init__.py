"""Tables of the channels room."""

from wellspoken.rooms.channels.models.channel import Channel, ChannelGrant, PendingConnection
from wellspoken.rooms.channels.models.slot import Slot

__all__ = ["Channel", "ChannelGrant", "PendingConnection", "Slot"]
