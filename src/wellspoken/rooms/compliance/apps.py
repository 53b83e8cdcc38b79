"""App registration of the compliance room."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """The compliance room."""

    name = "wellspoken.rooms.compliance"
    label = "compliance"

    def ready(self) -> None:
        """Name the acts that the audit log can tell of."""
        from wellspoken.rooms.compliance import audit, erasing  # noqa: F401 (both register)
