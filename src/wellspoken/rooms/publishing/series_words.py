"""Series in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: why a series rests or ended
WHY: Mapping[str, Any] = {
    "person": pgettext_lazy("why a series stopped", "somebody decided so"),
    "evidence": pgettext_lazy("why a series stopped", "its sources are due to be looked at"),
    "taken_down": pgettext_lazy("why a series stopped", "its words were taken down"),
    "words": pgettext_lazy("why a series stopped", "the first post is not approved as it was"),
    "over": pgettext_lazy("why a series stopped", "its last day is over"),
}
STATES: Mapping[str, Any] = {
    "asked": pgettext_lazy("state of a series", "Waits for review"),
    "running": pgettext_lazy("state of a series", "Running"),
    "paused": pgettext_lazy("state of a series", "Resting"),
    "refused": pgettext_lazy("state of a series", "Refused"),
    "ended": pgettext_lazy("state of a series", "Ended"),
}
TONES: Mapping[str, str] = {"asked": "review", "running": "ok", "paused": "review", "refused": "block", "ended": ""}
#: what is wrong with a rhythm
PROBLEMS: Mapping[str, Any] = {
    "step": _("Choose a number from 1 to 12."),
    "weekdays": _("Choose at least one day of the week."),
    "day": _("Choose a day of the month, 1 to 31."),
    "at": _("Write a time of day like 09:00."),
    "ends": _("The last day lies before the first."),
    "long": _("A series is approved for a year at most. Choose an earlier last day."),
    "never": _("There is no such day to come in this series."),
    "over": _("The last day is over already."),
    "use_until": _("The post may not be used that long. Choose an earlier last day."),
    "evidence": _("Choose a day to come on which the sources are looked at again."),
}
