"""App registration of the web face."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web face (templates, template tags)."""

    name = "wellspoken.web"
    label = "web"
