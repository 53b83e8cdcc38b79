"""App registration of the campaigns room."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """The campaigns room."""

    name = "wellspoken.rooms.campaigns"
    label = "campaigns"
