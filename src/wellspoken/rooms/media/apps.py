"""App registration of the media room."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """The media room."""

    name = "wellspoken.rooms.media"
    label = "media"
