"""A person who signs in."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager["User"]):
    """Makes people; e-mail addresses are stored in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person; without a password they can only sign in after a reset."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        """Find by e-mail whatever its case."""
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser):
    """A person; acts as the `Actor` of what they do."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    job = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=5, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    theme = models.CharField(max_length=10, default="system")  # system, light, dark
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)
    #: part of every session's hash: counting it up ends them all
    session_epoch = models.PositiveIntegerField(default=0)
    #: a program, not a person: acts with API keys only, never signs in
    is_service = models.BooleanField(default=False)
    #: whether a second factor stands beside the password; kept by web.security as factors come and go
    has_second_factor = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Covers the password and `session_epoch`: a change of either ends every session."""
        salt = "wellspoken.rooms.people.models.user.session"
        value = f"{self.password}:{self.session_epoch}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def actor_id(self) -> str:
        """`person:<pk>`."""
        return f"person:{self.pk}"

    @property
    def actor_name(self) -> str:
        """The person's name today."""
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def initials(self) -> str:
        """Up to two initials for a small badge."""
        words = self.name.replace("dr.", "").split()
        return "".join(w[0] for w in (words[:1] + words[-1:] if len(words) > 1 else words[:1])).upper()
