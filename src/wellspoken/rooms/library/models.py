"""Sources: the evidence behind what is said."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.people.models import Team, User


class Source(models.Model):
    """A page somebody read and vouches for; shared by a team's posts."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="sources")
    url = models.URLField(max_length=1000)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True)
    added_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["team", "url"], name="one_source_per_address_and_team")]

    def __str__(self) -> str:
        return self.title


class LinkCheck(models.Model):
    """What is known of one web address; the same for every team, because anybody may open it.

    `wanted_at`: last time a draft held it; `began_at`: somebody is looking it up (a lease); `checked_at`: None while
    nobody has; `gone_since`: since when it does not answer well.
    """

    url = models.CharField(max_length=1000, unique=True)
    final_url = models.CharField(max_length=2000, blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=500, blank=True)
    description = models.CharField(max_length=500, blank=True)
    modified = models.CharField(max_length=10, blank=True)  # ISO date, as the page says
    error = models.CharField(max_length=20, blank=True)
    wanted_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    gone_since = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["checked_at", "wanted_at"], name="link_waiting")]

    def __str__(self) -> str:
        return self.url
