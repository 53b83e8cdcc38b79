"""App registration of the consents room."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """The consents room."""

    name = "wellspoken.rooms.consents"
    label = "consents"

    def ready(self) -> None:
        """Name the acts that the audit log can tell of, and this room's part when somebody leaves."""
        from wellspoken.rooms.consents import audit, leaving  # noqa: F401 (both register)
