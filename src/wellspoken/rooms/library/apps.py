"""App registration of the library room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The library room."""

    name = "wellspoken.rooms.library"
    label = "library"

    def ready(self) -> None:
        """Name this room's acts to the audit log."""
        from wellspoken.rooms.library import audit  # noqa: F401 (registers when imported)
