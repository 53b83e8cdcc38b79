"""App registration of the content room."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """The content room."""

    name = "wellspoken.rooms.content"
    label = "content"
