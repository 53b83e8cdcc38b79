"""App registration of the review room."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The review room."""

    name = "wellspoken.rooms.review"
    label = "review"
