"""Who stands in for whom, and when somebody is away."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wellspoken.rooms.people.models import User


class Deputy(models.Model):
    """The person who reviews for `user` while they are away, or when they are asked to. One each."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="deputy")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deputy_of")
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(user=F("person")), name="nobody_is_their_own_deputy")]

    def __str__(self) -> str:
        return str(self.person)


class Absence(models.Model):
    """Days on which somebody is away, both included, in their own calendar. `told`: their deputy has been written to.

    `begins` and `ends` are the same as moments in UTC.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    told = models.BooleanField(default=False)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="an_absence_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["ends"], name="absence_ends")]

    def __str__(self) -> str:
        return str(self.user)
