"""An authorization: one person's permission, with every part the law asks for."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.utils import timezone

from wellspoken.rooms.consents.elements import Content, Facts, Terms
from wellspoken.rooms.consents.states import ConsentState
from wellspoken.rooms.kernel.sealed import SealedJSONField
from wellspoken.rooms.people.models import Team, User


class Authorization(models.Model):
    """`code` is what lists and logs call it; `sealed` (elements.Facts) names the person and is encrypted at rest.

    `shown` is the exact text that was offered, sealed too: {"version", "lang", "parts": [{"title", "lines"}]}; its
    SHA-256 is `shown_hash`. `event_on` is the day on which the event that ends it happened.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="authorizations")
    code = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=12, default=ConsentState.DRAFT)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    sealed = SealedJSONField(default=dict)
    authority = models.CharField(max_length=20, default="self")
    assent = models.CharField(max_length=12, blank=True)
    staff_patient = models.BooleanField(default=False)
    information = models.JSONField(default=list)
    purposes = models.JSONField(default=list)
    channels = models.JSONField(default=list)
    discloser = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True)  # last day on which it holds, in the team's zone
    event_on = models.DateField(null=True)
    language = models.CharField(max_length=5, default="en")

    shown = SealedJSONField(null=True)
    shown_hash = models.CharField(max_length=64, blank=True)
    offered_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_how = models.CharField(max_length=10, blank=True)  # drawn, typed, scan
    copy_given_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    withdrawn_at = models.DateTimeField(null=True)  # when it reached us: clocks run from here
    withdrawn_by = models.CharField(max_length=10, blank=True)  # person, staff
    withdrawn_how = models.CharField(max_length=10, blank=True)  # link, letter, mail, phone, talk, false
    settled_at = models.DateTimeField(null=True)  # somebody confirmed that every use has ended
    settled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    erased_at = models.DateTimeField(null=True)  # what named the person was taken away

    hold = models.BooleanField(default=False)  # legal hold: the papers stay whatever the dates say
    hold_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["team", "state", "expires_on"], name="consent_by_state"),
            models.Index(fields=["expires_on"], name="consent_ending", condition=models.Q(state="signed")),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def facts(self) -> Facts:
        """What is sealed, opened. Pages that show it go through `access.read_record`, which keeps a trace."""
        return Facts.from_json(self.sealed or {})

    @property
    def terms(self) -> Terms:
        """What may be done."""
        return Terms(
            authority=self.authority,
            assent=self.assent,
            staff_patient=self.staff_patient,
            information=tuple(self.information),
            purposes=tuple(self.purposes),
            channels=tuple(self.channels),
            discloser=self.discloser,
            audience=self.audience,
            expires_on=self.expires_on,
            language=self.language,
        )

    @property
    def content(self) -> Content:
        """The whole of it as written."""
        return Content(self.facts, self.terms)

    def today(self, at: datetime | None = None) -> date:
        """The day in the team's zone, now or at another moment."""
        return timezone.localtime(at, self.team.zone).date()

    def last_day(self) -> date | None:
        """The last day on which it holds; None while only an event that has not happened ends it."""
        return min((day for day in (self.expires_on, self.event_on) if day is not None), default=None)

    def holds_on(self, day: date) -> bool:
        """Whether it is signed, not taken back, and not over on that day."""
        last = self.last_day()
        return self.state == ConsentState.SIGNED and (last is None or day <= last)
