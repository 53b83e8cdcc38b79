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
