"""App registration of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people room."""

    name = "wellspoken.rooms.people"
    label = "people"

    def ready(self) -> None:
        """Name this room's acts to the audit log, and its parts when somebody leaves and when data is erased."""
        from wellspoken.rooms.people import audit, doors, traces  # noqa: F401 (all register when imported)
