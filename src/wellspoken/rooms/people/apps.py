"""App registration of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people room."""

    name = "wellspoken.rooms.people"
    label = "people"

    def ready(self) -> None:
        """Name this room's acts to the audit log, and its part when somebody leaves."""
        from wellspoken.rooms.people import audit, doors  # noqa: F401 (both register when imported)
