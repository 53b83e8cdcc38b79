"""A post: what is said. Its words live in revisions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.people.models import Team, User


class Post(models.Model):
    """`version` counts saves (the token against lost updates); `current` is the newest revision.

    The plan: `plan_kind` none | now | at | slot; `plan_wall` is the naive wall
    time and `plan_zone` the IANA zone it was chosen in (`plan_fold` picks one of
    a doubled hour); `plan_at` is the same moment in UTC.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="posts")
    title = models.CharField(max_length=200, blank=True)  # copy of the current revision's, for lists
    state = models.CharField(max_length=20, default=PostState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    current = models.ForeignKey("Revision", on_delete=models.PROTECT, null=True, related_name="+")
    plan_kind = models.CharField(max_length=10, default="none")
    plan_wall = models.CharField(max_length=19, blank=True)  # 2026-11-28T09:00
    plan_zone = models.CharField(max_length=64, blank=True)
    plan_fold = models.PositiveSmallIntegerField(default=0)
    plan_at = models.DateTimeField(null=True)
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="copies")
    #: the published post whose words these replace, where its networks can change a post
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        indexes = [
            models.Index(fields=["team", "state", "-changed_at"]),
            models.Index(fields=["team", "plan_at"]),
            models.Index(fields=["plan_at", "state"], name="post_agenda", condition=Q(plan_at__isnull=False)),
            models.Index(fields=["changed_at"], name="post_changed"),
            models.Index(fields=["author"], name="post_returned", condition=Q(state="changes")),
        ]

    def __str__(self) -> str:
        return self.title or _("No title yet")
