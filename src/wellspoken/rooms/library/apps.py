"""App registration of the library room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The library room."""

    name = "wellspoken.rooms.library"
    label = "library"
