"""The mail with which somebody who was just added chooses a password."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest

from wellspoken.rooms.people.models import User


def send_welcome(request: HttpRequest, person: User, added_by: User) -> None:
    """Mail a link that works once and for three days (`PASSWORD_RESET_TIMEOUT`)."""
    token = default_token_generator.make_token(person)
    adapter = get_adapter(request)
    url = adapter.get_reset_password_from_key_url(f"{user_pk_to_url_str(person)}-{token}")
    context = {"user": person, "password_reset_url": url, "added_by": added_by.name, "request": request}
    adapter.send_mail("account/email/password_reset_key", person.email, context)
