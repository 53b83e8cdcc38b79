"""How django-allauth behaves here: nobody signs up by themselves; mails speak the receiver's language."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.people.models import User

WORDS = {
    "account_inactive": _("This account is switched off. Ask your administrator."),
    "email_password_mismatch": _("The e-mail address or the password is not right. Check both and try again."),
    "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again, or choose a new password."),
    "enter_current_password": _("This is not the password you have now."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are added by an administrator."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WORDS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Programs never sign in, by whatever door: they are answered like accounts that are switched off."""
        if user.is_service:
            user.is_active = False  # of this object only; it is never saved
        return cast("HttpResponse | None", super().pre_login(request, user, **kwargs))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in the receiver's language."""
        user = context.get("user")
        with translation.override(user.language if isinstance(user, User) else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def format_email_subject(self, subject: str) -> str:
        """The subject as written, without a site prefix."""
        return subject
