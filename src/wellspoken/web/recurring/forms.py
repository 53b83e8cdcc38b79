"""The form that asks for a rhythm."""

from __future__ import annotations

from typing import Any

from babel import dates
from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.publishing.rhythm import MONTH, MOST_STEP, WEEK, Rhythm


def _weekdays() -> list[tuple[str, str]]:
    names = dates.get_day_names("wide", locale=(translation.get_language() or "en")[:2])
    return [(str(number), str(names[number]).capitalize()) for number in range(7)]


class RhythmForm(forms.Form):
    """How often, on which days, at what time, from when to when, and when its sources are due."""

    every = forms.ChoiceField(
        label=_("It comes again"),
        choices=[(WEEK, _("On days of the week")), (MONTH, _("On a day of the month"))],
        widget=forms.RadioSelect,
        initial=WEEK,
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Days of the week"), choices=_weekdays, widget=forms.CheckboxSelectMultiple, required=False
    )
    day = forms.IntegerField(
        label=_("Day of the month"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=_("In shorter months the last day counts."),
    )
    step = forms.IntegerField(label=_("Every how many weeks or months"), min_value=1, max_value=MOST_STEP, initial=1)
    at = forms.TimeField(label=_("At"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    first = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("At most a year later. A reviewer approves it until then."),
    )
    evidence_due = forms.DateField(
        label=_("Look at the sources again by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        help_text=_("After this day it rests until somebody has looked."),
    )

    def rhythm(self, zone: str) -> Rhythm:
        """What a valid form says, in wall times of `zone`."""
        said: dict[str, Any] = self.cleaned_data
        return Rhythm(
            every=said["every"],
            step=said["step"],
            first=said["first"],
            last=said["last"],
            at=f"{said['at']:%H:%M}",
            zone=zone,
            weekdays=tuple(sorted(int(day) for day in said["weekdays"])) if said["every"] == WEEK else (),
            day=(said["day"] or 0) if said["every"] == MONTH else 0,
        )
