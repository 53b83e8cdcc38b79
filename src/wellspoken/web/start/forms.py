"""The wizard's last two steps; the first two are `frame.facts`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.people.models import User
from wellspoken.web.frame.facts import TeamForm
from wellspoken.web.frame.fields import ReadableName


class FirstTeamForm(TeamForm):
    """The first team and its newsroom."""

    newsroom_name = ReadableName(
        label=_("Name of your newsroom"),
        max_length=200,
        help_text=_("Your own public page, with feeds. It works at once and needs no account anywhere."),
    )
    newsroom_slug = forms.RegexField(
        regex=r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
        max_length=50,
        label=_("Its address: /newsroom/…"),
        error_messages={"invalid": _("Use small letters, digits and hyphens, for example elm-harbour.")},
    )


class AdministratorForm(forms.Form):
    """The first administrator."""

    name = ReadableName(label=_("Your name"), max_length=150)
    email = forms.EmailField(label=_("Your e-mail address"), help_text=_("You sign in with it."), max_length=254)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Four or five words that do not belong together are easy to remember."),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The password must be good, and typed the same twice."""
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password and cleaned.get("again") is not None and password != cleaned["again"]:
            self.add_error("again", _now("The two passwords differ."))
        if password:
            try:
                validate_password(password, User(name=cleaned.get("name", ""), email=cleaned.get("email", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
