"""App registration of the consents room."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """The consents room."""

    name = "wellspoken.rooms.consents"
    label = "consents"

    def ready(self) -> None:
        """Name the acts that the audit log can tell of."""
        from wellspoken.rooms.consents import audit  # noqa: F401 (registers its actions)
