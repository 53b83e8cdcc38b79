"""What reviewers answered to the questions that only a person can answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.models.request import ReviewRequest


class Answer(models.Model):
    """One answer about exactly one content. A changed mind is a new row; the earlier one keeps `replaced_at`.

    `question` is the id of the demand, `answer` yes, no or na (does not apply, which needs a note); `pack_version`
    names the rules that asked.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="answers")
    request = models.ForeignKey(ReviewRequest, on_delete=models.CASCADE, related_name="answers")
    content_hash = models.CharField(max_length=64)
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=3)
    note = models.TextField(blank=True)
    pack_version = models.CharField(max_length=80)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "content_hash", "question"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_answer_per_content_and_question",
            )
        ]

    def __str__(self) -> str:
        return str(self.post)
