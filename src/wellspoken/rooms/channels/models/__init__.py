"""Tables of the channels room."""

from wellspoken.rooms.channels.models.channel import Channel, ChannelGrant, PendingConnection
from wellspoken.rooms.channels.models.choice import PendingChoice
from wellspoken.rooms.channels.models.data_note import DataNote
from wellspoken.rooms.channels.models.registration import Registration
from wellspoken.rooms.channels.models.slot import Slot
from wellspoken.rooms.channels.models.told import Told

__all__ = ["Channel", "ChannelGrant", "DataNote", "PendingChoice", "PendingConnection", "Registration", "Slot", "Told"]
