"""What people were reminded of, once each, and a team's hours of review."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.review.models.request import ReviewRequest


class Reminder(models.Model):
    """One reminder about one request, sent once.

    `kind`: `slow` (open for longer than the team's hours), `soon` (two hours before the post's time), `now` (half an
    hour before), `everybody` (deputies and all who may review), `missed` (the time passed without a decision),
    `deputy` (somebody, `by`, asked the deputies). `about` is the post's time that was meant, as ISO minutes in UTC:
    a post that is moved is reminded of again.
    """

    request = models.ForeignKey(ReviewRequest, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "kind", "about"], name="each_reminder_once")]

    def __str__(self) -> str:
        return self.kind


class ReviewHours(models.Model):
    """When a team reviews: `weekdays` (0 is Monday) from hour `begins` to hour `ends` by the team's clock.

    `remind_after` is in working hours: for how long a request may be open before its reviewers are reminded.
    """

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="review_hours")
    weekdays = models.JSONField(default=list)
    begins = models.PositiveSmallIntegerField(default=8)
    ends = models.PositiveSmallIntegerField(default=17)
    remind_after = models.PositiveSmallIntegerField(default=4)

    def __str__(self) -> str:
        return str(self.team)
