"""App registration of the media room."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """The media room."""

    name = "wellspoken.rooms.media"
    label = "media"

    def ready(self) -> None:
        """Name this room's acts to the audit log."""
        from wellspoken.rooms.media import audit  # noqa: F401 (registers when imported)
