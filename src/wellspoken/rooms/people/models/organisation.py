"""The organisation (one per installation) and its teams."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.db import models


class Organisation(models.Model):
    """The one organisation; screening reads its own names, domains, phones and people from here."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, default="hospital")  # engine kinds: hospital, clinic, agency, charity, ...
    countries = models.JSONField(default=list)  # lower-case ISO 3166 alpha-2
    languages = models.JSONField(default=list)  # en, id, nb
    time_zone = models.CharField(max_length=64, default="UTC")
    own_names = models.JSONField(default=list)  # names the organisation goes by
    domains = models.JSONField(default=list)
    phones = models.JSONField(default=list)
    emails = models.JSONField(default=list)
    addresses = models.JSONField(default=list)
    staff = models.JSONField(default=list)  # people who may be named though they have no account here
    products = models.JSONField(default=list)  # engine products; see engines.screening.Product
    second_factor_roles = models.JSONField(default=list)  # roles that nobody may use without a second factor
    is_sample = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A hospital, department, brand or country office; owns channels and has its own rules and zone."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    country = models.CharField(max_length=2, default="us")
    language = models.CharField(max_length=5, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    place = models.CharField(max_length=100, blank=True)  # "Oslo": said beside clock times
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The team's time zone, in which its calendar is drawn."""
        return ZoneInfo(self.time_zone)
