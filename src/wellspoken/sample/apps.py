"""App registration of the sample hospital (its management command)."""

from django.apps import AppConfig


class SampleConfig(AppConfig):
    """The sample hospital; has no tables."""

    name = "wellspoken.sample"
    label = "sample"
