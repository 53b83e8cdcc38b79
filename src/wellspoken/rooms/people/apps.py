"""App registration of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people room."""

    name = "wellspoken.rooms.people"
    label = "people"
