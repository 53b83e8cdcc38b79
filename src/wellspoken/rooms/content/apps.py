"""App registration of the content room."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """The content room."""

    name = "wellspoken.rooms.content"
    label = "content"

    def ready(self) -> None:
        """Name the acts that the audit log can tell of."""
        from wellspoken.rooms.content import audit, leaving  # noqa: F401
