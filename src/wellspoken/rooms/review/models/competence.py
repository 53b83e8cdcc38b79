"""What a person knows: who answers which questions, and until when their training counts."""

from __future__ import annotations

from datetime import date

from django.db import models

from wellspoken.rooms.people.models import User


class Competence(models.Model):
    """One field in which a person answers questions, with the training that allows it.

    `field` is one of `competence.FIELDS`. `valid_until` is the last day on which the training counts, in the calendar
    of the post's team; empty: no training is noted, so it does not count. `evidence` is the address of a certificate.
    `warned` is how many days before the end the person was last told (99: not yet, 0: that it is over).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="competences")
    field = models.CharField(max_length=20)
    named_at = models.DateTimeField(auto_now_add=True)
    training = models.CharField(max_length=200, blank=True)
    trained_on = models.DateField(null=True)
    valid_until = models.DateField(null=True, db_index=True)
    evidence = models.CharField(max_length=500, blank=True)
    warned = models.PositiveSmallIntegerField(default=99)

    class Meta:
        ordering = ["field"]
        constraints = [models.UniqueConstraint(fields=["user", "field"], name="one_competence_per_person_and_field")]

    def __str__(self) -> str:
        return self.field

    def holds(self, today: date) -> bool:
        """Whether the training counts on this day."""
        return self.valid_until is not None and self.valid_until >= today
