"""The form that moves a post."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellspoken.web.calendar.moving import Target


class MoveForm(forms.Form):
    """A date and a time in a named zone; `fold` only when the hour comes twice."""

    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    zone = forms.CharField(max_length=64, widget=forms.HiddenInput)
    fold = forms.TypedChoiceField(
        label=_("Which one?"),
        choices=[("0", _("The first: before the clocks go back")), ("1", _("The second: after they went back"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].widget.attrs["class"] = "input"
        self.fields["time"].widget.attrs["class"] = "input"

    def target(self) -> Target:
        """Where to, of a valid form."""
        wall = datetime.combine(self.cleaned_data["date"], self.cleaned_data["time"])
        return Target(wall.isoformat(timespec="minutes"), self.cleaned_data["zone"], self.cleaned_data.get("fold"))
