"""What people type to connect a channel or set its posting times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.rooms.channels.guides import field_words
from wellspoken.rooms.channels.measures import TokenField
from wellspoken.rooms.people.models import Team
from wellspoken.web.frame.fields import ReadableName

_CLOCK = re.compile(r"^([01]?\d|2[0-3])[:.]?([0-5]\d)$")


class TeamForm(forms.Form):
    """A form that belongs to one of the teams in which the person may connect channels."""

    team = forms.TypedChoiceField(label=gettext_lazy("Team"), coerce=int)

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 (tells the type checker which field it is)
        field.choices = [(team.pk, team.name) for team in teams]
        if len(teams) == 1:
            field.widget, field.initial = forms.HiddenInput(), teams[0].pk


class TokenFields(forms.Form):
    """What a network without a sign-in page asks for; secrets are never put back into the page."""

    def __init__(self, *args: Any, fields: Sequence[TokenField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in fields:
            label, hint = field_words(one.label_code, one.name)
            plain: dict[str, Any] = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
            widget = forms.PasswordInput(attrs=plain) if one.secret else forms.TextInput(attrs=plain)
            self.fields[one.name] = forms.CharField(
                label=label, help_text=hint, max_length=2000, required=not one.generated, widget=widget
            )


class TokenForm(TokenFields, TeamForm):
    """The same for a new channel of a team."""

    field_order = ("team",)


class RegistrationForm(forms.Form):
    """What a network gave out for the organisation's application. The secret is never put back into the page."""

    client_id = forms.CharField(
        label=gettext_lazy("Client ID"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    client_secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        max_length=2000,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, extra: Mapping[str, Any], kept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kept:
            hint = gettext_lazy("One is stored. It is never shown; leave this empty to keep it.")
            self.fields["client_secret"].help_text = hint
        for name, label in extra.items():
            self.fields[name] = forms.CharField(label=label, max_length=2000, required=False)


class NewsroomForm(TeamForm):
    """Name and address of a newsroom."""

    name = ReadableName(label=gettext_lazy("Name"), max_length=150)
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=50,
        help_text=gettext_lazy("Small letters, digits and hyphens. It becomes part of the page's link and stays."),
    )


class NewsroomChangeForm(forms.Form):
    """What may change of a newsroom; its address stays."""

    name = ReadableName(label=gettext_lazy("Name"), max_length=150)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("The language of dates and headings on the public page."),
    )


class OAuthForm(TeamForm):
    """A server's address, or the account's handle."""

    server = forms.CharField(
        max_length=300, widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"})
    )

    def __init__(self, *args: Any, label: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["server"].label, self.fields["server"].help_text = label, hint


class _Account(forms.Form):
    identifier = forms.CharField(
        label=gettext_lazy("Handle"),
        max_length=300,
        help_text=gettext_lazy("For example elm-harbour.bsky.social"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    password = forms.CharField(
        label=gettext_lazy("App password"),
        max_length=200,
        help_text=gettext_lazy("Four groups of four letters and digits. It is used once and not kept."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class PasswordForm(TeamForm, _Account):
    """Handle and app password; the server only when it is not found by the handle."""

    server = forms.CharField(
        label=gettext_lazy("Server"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Leave empty: we find it by the handle. Needed only for a server that cannot be found."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )


class PasswordAgainForm(_Account):
    """Handle and app password of a channel that is there already."""


class TimesForm(forms.Form):
    """Clock times for each weekday, as people write them: `09:00, 15.30`."""

    def __init__(self, *args: Any, days: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(days):
            widget = forms.TextInput(attrs={"placeholder": "–", "autocomplete": "off"})
            field = forms.CharField(label=name, required=False, max_length=300, widget=widget)
            self.fields[f"day_{number}"] = field

    def clean(self) -> dict[str, Any]:
        """Times by day; `slots` holds the pairs of weekday and time."""
        values = super().clean() or {}
        slots = []
        for number in range(7):
            for word in re.split(r"[,;\s]+", str(values.get(f"day_{number}", ""))):
                at = self._time(number, word) if word else None
                slots += [(number, at)] if at else []
        return {**values, "slots": slots}

    def _time(self, number: int, word: str) -> time | None:
        found = _CLOCK.match(word)
        if found is None:
            problem = _("“%(word)s” is not a clock time. Write it like 09:00.") % {"word": word[:20]}
            self.add_error(f"day_{number}", ValidationError(problem))
            return None
        return time(int(found[1]), int(found[2]))
