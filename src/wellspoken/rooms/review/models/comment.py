"""Comments on passages and pictures, whom they mention, and what each reviewer last looked at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.models import User


class Comment(models.Model):
    """`start` and `end` are code points in the text of that revision and channel (None: common text); 0,0 = whole.

    `picture` is the key of a picture of that revision, with a point `x`, `y` in per cent of it, or without. `thread` is
    the comment that this one answers: answers have no answers of their own, and a thread is done when its first is.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="comments")
    channel_id = models.PositiveBigIntegerField(null=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = models.TextField(blank=True)
    picture = models.CharField(max_length=36, blank=True)
    x = models.PositiveSmallIntegerField(null=True)
    y = models.PositiveSmallIntegerField(null=True)
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="answers")
    text = models.TextField()
    outside = models.ForeignKey("OutsideReviewer", on_delete=models.SET_NULL, null=True, related_name="comments")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    resolved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.post)

    @property
    def who(self) -> str:
        """Whoever wrote it, by name; "" for somebody who is gone."""
        if self.outside is not None:
            return _("%(name)s (from outside)") % {"name": self.outside.name}
        return self.by.name if self.by else ""


class Mention(models.Model):
    """A comment names somebody: it stands on their home page until they have opened it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mentions")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="one_mention_per_comment_and_person")]
        indexes = [models.Index(fields=["user"], name="mentions_unseen", condition=Q(seen_at__isnull=True))]

    def __str__(self) -> str:
        return str(self.comment)


class Look(models.Model):
    """The revision a person last looked at, and the one `before` it: what changed stays visible on a second look."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="looks")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="one_look_per_person_and_post")]
