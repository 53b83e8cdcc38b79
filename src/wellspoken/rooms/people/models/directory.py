"""What the organisation's own directory (its identity provider) says of people and groups, and what groups give."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wellspoken.rooms.people.models.grant import Grant
from wellspoken.rooms.people.models.organisation import Team
from wellspoken.rooms.people.models.user import User
from wellspoken.rooms.people.roles import Role


def key_of_name(name: str) -> str:
    """How names of groups and of accounts are compared: without case and outer spaces."""
    return name.strip().casefold()


class DirectoryPerson(models.Model):
    """A person as the directory knows them. `removed`: deleted there; the account here is off and stays for the log.

    `said` is what it told last, in its own words (the attributes of `api.scim.shapes`); `claimed` are the groups
    named at the last sign-in.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="directory")
    user_name = models.CharField(max_length=254)
    user_key = models.CharField(max_length=254, unique=True)
    external_id = models.CharField(max_length=255, blank=True, db_index=True)
    said = models.JSONField(default=dict)
    claimed = models.JSONField(default=list)
    removed = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.user)


class DirectoryGroup(models.Model):
    """A group of the directory and who is in it."""

    name = models.CharField(max_length=255)
    key = models.CharField(max_length=255, unique=True)
    external_id = models.CharField(max_length=255, blank=True, db_index=True)
    people = models.ManyToManyField(User, related_name="directory_groups")
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GroupRole(models.Model):
    """Who is in the group of this name (or external id) has `role` in `team` (empty: the whole organisation)."""

    group = models.CharField(max_length=255)
    key = models.CharField(max_length=255)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices)

    class Meta:
        ordering = ["group", "team__name", "role"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "team", "role"], name="one_mapping_per_team_and_role"),
            models.UniqueConstraint(
                fields=["key", "role"], condition=Q(team__isnull=True), name="one_organisation_wide_mapping_per_role"
            ),
        ]

    def __str__(self) -> str:
        return self.group


class DirectoryGrant(models.Model):
    """Marks a grant that a group gave: only such grants are taken away when the group is left."""

    grant = models.OneToOneField(Grant, on_delete=models.CASCADE, related_name="by_directory")
