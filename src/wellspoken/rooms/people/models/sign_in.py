"""The organisation's own sign-in (OpenID Connect, SAML): its provider, who is who there, sessions begun through it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from wellspoken.rooms.kernel.sealed import SealedJSONField
from wellspoken.rooms.people.models.user import User


class SignInProvider(models.Model):
    """One per installation. `secret` holds `client_secret`, sealed. `groups_claim` empty: groups are not asked for.

    `proofs`: values of `amr` and `acr` that say a second factor was used there, separated by spaces; empty: none does.
    """

    name = models.CharField(max_length=100)  # on the button
    issuer = models.CharField(max_length=300)
    client_id = models.CharField(max_length=300)
    secret = SealedJSONField()
    groups_claim = models.CharField(max_length=100, blank=True)
    proofs = models.CharField(max_length=500, blank=True)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name


class SamlProvider(models.Model):
    """The organisation's SAML 2.0 identity provider, at most one. `certificates`: those it may sign with, PEM bodies.

    `email`, `person`, `groups` name the attributes that hold the address, the name and the groups; `groups` empty:
    groups are not asked for. `proofs`: AuthnContextClassRef values that say a second factor was used there.
    """

    name = models.CharField(max_length=100)  # on the button
    entity = models.CharField(max_length=300)
    sign_in_url = models.CharField(max_length=500)
    certificates = models.JSONField(default=list)
    email = models.CharField(max_length=200)
    person = models.CharField(max_length=200, blank=True)
    groups = models.CharField(max_length=200, blank=True)
    proofs = models.CharField(max_length=500, blank=True)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name


class SamlTicket(models.Model):
    """A believed SAML answer between its arrival by POST, which brings no session, and the browser's next step.

    Only a digest of the ticket is kept; it counts once, until `until`.
    """

    digest = models.CharField(max_length=64, unique=True)
    said = SealedJSONField()
    until = models.DateTimeField()


class OutsideAccount(models.Model):
    """Who `subject` at `issuer` (for SAML: `saml:` and the entity) is here.

    Once known, the address that the provider tells no longer decides.
    """

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
    """A logout token or a SAML assertion that was taken, so that it is not taken again. Rows past `until` may go."""

    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
