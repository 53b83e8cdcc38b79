"""Tags of the calendar: `month_day day query`, `chips day query`, `occasions day shown`, `more day`.

They draw in Python (see `web.calendar.drawing`) because one page holds over a hundred entries.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from wellspoken.rooms.campaigns.selectors import Occasion
from wellspoken.web.calendar import drawing
from wellspoken.web.calendar.contexts import Day

register = template.Library()


@register.simple_tag
def month_day(day: Day, query: str) -> SafeString:
    """One cell of the month; `query` (quoted) leads back to this page."""
    return SafeString(drawing.cell(day, query))


@register.simple_tag
def chips(day: Day, query: str) -> SafeString:
    """The list of the day's entries; `query` (quoted) leads back to this page."""
    return SafeString(drawing.chips(day.chips, query))


@register.simple_tag
def occasions(day: Day, shown: Iterable[Occasion], *, long: bool = False) -> SafeString:
    """What is observed on the day, and a change of the clocks; `long=True` adds hashtags."""
    return SafeString(drawing.occasions(day, shown, long=long))


@register.simple_tag
def more(day: Day) -> SafeString:
    """The link to the entries of the day that are not drawn."""
    return SafeString(drawing.more(day))
