"""What a person knows: who answers which questions."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.people.models import User


class Competence(models.Model):
    """One field in which a person answers questions; `field` is one of `competence.FIELDS`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="competences")
    field = models.CharField(max_length=20)
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["field"]
        constraints = [models.UniqueConstraint(fields=["user", "field"], name="one_competence_per_person_and_field")]

    def __str__(self) -> str:
        return self.field
