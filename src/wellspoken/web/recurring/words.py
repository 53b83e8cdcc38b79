"""A rhythm in a sentence, and the words of a series."""

from __future__ import annotations

from typing import Any

from babel import dates
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellspoken.rooms.publishing.models import Series
from wellspoken.rooms.publishing.rhythm import WEEK
from wellspoken.rooms.publishing.series_words import PROBLEMS, STATES, TONES, WHY
from wellspoken.web.frame import clock


def rhythm(series: Series) -> str:
    """Such as “Every 2 weeks: Monday, Friday, 09:00, Oslo”."""
    said = _weekly(series) if series.every == WEEK else _monthly(series)
    return f"{said}, {series.at}, {clock.place_of(series.post.team)[1]}"


def _weekly(series: Series) -> str:
    names = dates.get_day_names("wide", locale=(translation.get_language() or "en")[:2])
    days = ", ".join(str(names[number]) for number in series.weekdays)
    if series.step == 1:
        return _("Every week: %(days)s") % {"days": days}
    text = ngettext("Every %(n)d week: %(days)s", "Every %(n)d weeks: %(days)s", series.step)
    return text % {"n": series.step, "days": days}


def _monthly(series: Series) -> str:
    if series.step == 1:
        return _("Every month on day %(day)d") % {"day": series.day}
    text = ngettext("Every %(n)d month on day %(day)d", "Every %(n)d months on day %(day)d", series.step)
    return text % {"n": series.step, "day": series.day}


def lasts(series: Series) -> str:
    """From when to when."""
    return _("%(first)s to %(last)s") % {"first": clock.day(series.first), "last": clock.day(series.last)}


def row(series: Series) -> dict[str, Any]:
    """A series as a line of a list."""
    return {
        "series": series,
        "rhythm": rhythm(series),
        "lasts": lasts(series),
        "state": STATES[series.state],
        "tone": TONES[series.state],
        "why": WHY.get(series.why, "") if series.state in {"paused", "ended"} else "",
    }


def problem(code: str) -> str:
    """What is wrong with a rhythm."""
    return str(PROBLEMS[code])
