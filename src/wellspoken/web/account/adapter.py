"""How django-allauth behaves here: nobody signs up by themselves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are added by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False
