"""What the organisation itself decided about the rules: numbered sets of choices, own terms and exemptions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.compliance.states import RuleSetState
from wellspoken.rooms.people.models import Team, User


class RuleSet(models.Model):
    """One edition. Rows of a draft change; those of a set that is or was on never do.

    `digest` names the content at the moment the set was switched on.
    """

    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=10, default=RuleSetState.DRAFT)
    digest = models.CharField(max_length=32, blank=True)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    on_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    on_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="draft"), name="one_draft_of_the_rules"),
            models.UniqueConstraint(fields=["state"], condition=Q(state="on"), name="one_rule_set_on"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class _Entry(models.Model):
    """A row of a set: for one team, or for the whole organisation when `team` is empty."""

    rule_set = models.ForeignKey(RuleSet, on_delete=models.CASCADE, related_name="%(class)ss")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class RuleChoice(_Entry):
    """Another severity for one rule: block, review, advise or off."""

    rule = models.CharField(max_length=40)
    severity = models.CharField(max_length=10)
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "rule", "team"], name="one_choice_per_rule_and_team"),
            models.UniqueConstraint(
                fields=["rule_set", "rule"], condition=Q(team__isnull=True), name="one_choice_per_rule_everywhere"
            ),
        ]

    def __str__(self) -> str:
        return self.rule


class Term(_Entry):
    """Words or a pattern of the organisation's own; `number` is the same in every set and is never used again."""

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, default="words")
    pattern = models.CharField(max_length=500)
    languages = models.JSONField(default=list)
    severity = models.CharField(max_length=10)
    message = models.CharField(max_length=300)
    advice = models.CharField(max_length=300, blank=True)
    replacement = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["rule_set", "number"], name="one_term_per_number")]

    def __str__(self) -> str:
        return f"OWN-{self.number}"


class Exemption(_Entry):
    """A name, number or other words that never count as patient data."""

    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=200)
    reason = models.TextField()

    class Meta:
        ordering = ["kind", "value"]

    def __str__(self) -> str:
        return self.kind
