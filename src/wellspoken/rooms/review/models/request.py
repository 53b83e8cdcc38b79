"""Review requests, decisions and releases: all of them name a revision and its content hash."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.states import RequestState


class ReviewRequest(models.Model):
    """Somebody asks: may this exact version go out? At most one open request per post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="requests")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="requests")
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=20, default=RequestState.OPEN)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    #: when voided: the words that changed, as [["del"|"ins", text], …]
    changed_words = models.JSONField(default=list)
    #: what the checks said, as reviewers are shown it (`checks.snapshot`); approving screens again
    checks = models.JSONField(default=list)
    #: the name of the workflow by which it goes, as it was; "" without one: any reviewer of the team decides
    workflow = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(state="open"), name="one_open_request_per_post")
        ]

    def __str__(self) -> str:
        return str(self.post)


class Decision(models.Model):
    """One person's verdict: approve, changes or reject, with a reason. `taken_back_at`: undone by the same person.

    `by` is empty for somebody from `outside`. `step`: in which step of the request's workflow, if it has one. An
    approval that is not `final` is one of several: only the last one lets the version out.
    """

    request = models.ForeignKey(ReviewRequest, on_delete=models.CASCADE, related_name="decisions")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="decisions")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="decisions")
    content_hash = models.CharField(max_length=64, db_index=True)
    verdict = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    step = models.ForeignKey("RequestStep", on_delete=models.CASCADE, null=True, related_name="decisions")
    final = models.BooleanField(default=True)
    outside = models.ForeignKey("OutsideReviewer", on_delete=models.SET_NULL, null=True, related_name="decisions")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="decisions")
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.post)

    @property
    def who(self) -> str:
        """Whoever decided, by name; "" for somebody who is gone."""
        if self.outside is not None:
            return _("%(name)s (from outside)") % {"name": self.outside.name}
        return self.by.name if self.by else ""


class Release(models.Model):
    """A blocking finding let through by a named role with a written reason; holds for this content hash only.

    `finding` is the fingerprint of the finding (rule, channel and matched words); `along_with` that of the one it was
    released with because it says the same of the same words, else empty.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="releases")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="releases")
    content_hash = models.CharField(max_length=64, db_index=True)
    rule = models.CharField(max_length=60)
    finding = models.CharField(max_length=64)
    along_with = models.CharField(max_length=64, blank=True)
    reason = models.TextField()
    pack_version = models.CharField(max_length=80)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="releases")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "content_hash", "finding"], name="one_release_per_finding")
        ]

    def __str__(self) -> str:
        return str(self.post)
