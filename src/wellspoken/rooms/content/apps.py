"""App registration of the content room."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """The content room."""

    name = "wellspoken.rooms.content"
    label = "content"

    def ready(self) -> None:
        """Name the acts that the audit log can tell of, and hand over what was said before."""
        from wellspoken.rooms.content import audit, consenting, corpus, leaving  # noqa: F401
