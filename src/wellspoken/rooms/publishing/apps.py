"""App registration of the publishing room."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The publishing room."""

    name = "wellspoken.rooms.publishing"
    label = "publishing"
