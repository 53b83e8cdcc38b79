"""App registration of the compliance room."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """The compliance room."""

    name = "wellspoken.rooms.compliance"
    label = "compliance"
