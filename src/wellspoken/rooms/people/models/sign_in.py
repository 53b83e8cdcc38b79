"""The organisation's own sign-in (OpenID Connect): its provider, who is who there, and sessions begun through it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from wellspoken.rooms.kernel.sealed import SealedJSONField
from wellspoken.rooms.people.models.user import User


class SignInProvider(models.Model):
    """One per installation. `secret` holds `client_secret`, sealed. `groups_claim` empty: groups are not asked for."""

    name = models.CharField(max_length=100)  # on the button
    issuer = models.CharField(max_length=300)
    client_id = models.CharField(max_length=300)
    secret = SealedJSONField()
    groups_claim = models.CharField(max_length=100, blank=True)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name


class OutsideAccount(models.Model):
    """Who `subject` at `issuer` is here. Once known, the address in the provider's tokens no longer decides."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="outside_accounts")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    linked = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_per_subject")
        ]

    def __str__(self) -> str:
        return str(self.user)


class OutsideSession(models.Model):
    """A session begun through the provider: `sid` is the provider's own name for its session."""

    account = models.ForeignKey(OutsideAccount, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    sid = models.CharField(max_length=255, blank=True)
    begun = models.DateTimeField(auto_now_add=True)


class SpentToken(models.Model):
    """A logout token that was obeyed, so that it is not obeyed again. Rows past `until` may go."""

    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
