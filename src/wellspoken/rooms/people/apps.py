"""App registration of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people room."""

    name = "wellspoken.rooms.people"
    label = "people"

    def ready(self) -> None:
        """Name this room's acts to the audit log."""
        from wellspoken.rooms.people import audit  # noqa: F401 (registers when imported)
