"""App registration of the channels room."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The channels room."""

    name = "wellspoken.rooms.channels"
    label = "channels"

    def ready(self) -> None:
        """Name this room's acts to the audit log, and its part when somebody leaves."""
        from wellspoken.rooms.channels import audit, leaving  # noqa: F401 (both register when imported)
