"""App registration of the channels room."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The channels room."""

    name = "wellspoken.rooms.channels"
    label = "channels"
