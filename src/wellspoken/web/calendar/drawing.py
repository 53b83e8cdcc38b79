"""The cells of a month as HTML, written in Python because a page holds over forty of them and a hundred entries.

Everything that people or catalogues wrote goes through `escape`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellspoken.rooms.campaigns.selectors import Occasion
from wellspoken.web.calendar.chips import Chip, Mark
from wellspoken.web.calendar.contexts import Day
from wellspoken.web.frame import clock

_TODAY_ID, _TODAY_LINK = ' id="today"', ' aria-current="date"'


def chip(entry: Chip, query: str) -> str:
    """The chip with its link to the post, and the way to move it when the reader may; `query` leads back here."""
    return (
        f'<li class="cal-chip {entry.look.tone}" data-post="{entry.post}" data-wall="{entry.wall}"'
        f'{" draggable=true" if entry.movable else ""}><a class="cal-open" href="/posts/{entry.post}/">'
        f'<span class="cal-top"><time datetime="{entry.stamp}">{entry.time}</time> '
        f'<span class="cal-look">{escape(entry.word)}</span>{_warning(entry.warning)}</span> '
        f'<span class="cal-title">{escape(entry.title)}</span> {_marks(entry.marks, entry.networks)}</a>'
        f"{_move(entry, query) if entry.movable else ''}</li>"
    )


def _warning(words: str) -> str:
    said = escape(words)
    return f' <b class="cal-warn" title="{said}">!<span class="sr"> {said}</span></b>' if words else ""


def chips(entries: Iterable[Chip], query: str) -> str:
    """The list of a day's chips; nothing for a day without."""
    drawn = "".join([chip(entry, query) for entry in entries])
    return f'<ul class="cal-chips">{drawn}</ul>' if drawn else ""


def occasions(day: Day, shown: Iterable[Occasion], *, long: bool = False) -> str:
    """What is observed on a day (with hashtags when `long`), and a change of the clocks."""
    lines = [_occasion(occasion, long=long) for occasion in shown]
    if day.clocks:
        words = _("The clocks go forward") if day.clocks > 0 else _("The clocks go back")
        lines.append(f'<p class="cal-occasion clocks">{escape(words)}</p>')
    return "".join(lines)


def more(day: Day) -> str:
    """The link to what is not drawn of a day; nothing when all is."""
    if not day.more:
        return ""
    words = ngettext("+ %(n)s more", "+ %(n)s more", day.more) % {"n": day.more}
    return (
        f'<a class="cal-more" href="?{escape(day.query)}">{escape(words)}'
        f'<span class="sr"> {escape(clock.day(day.date))}</span></a>'
    )


def cell(day: Day, query: str) -> str:
    """One day of the month table; `query` leads back to this page."""
    classes = [name for name, on in (("today", day.today), ("outside", day.outside), ("bare", day.bare)) if on]
    return (
        f'<td class="{" ".join(["cal-day", *classes])}"{_TODAY_ID if day.today else ""}'
        f' data-day="{day.date.isoformat()}">{_heading(day)}{occasions(day, day.shown_occasions)}'
        f"{_more_occasions(day)}{chips(day.chips, query)}{more(day)}</td>"
    )


def _heading(day: Day) -> str:
    here = f'<span class="cal-today">{escape(_("Today"))}</span>' if day.today else ""
    return (
        f'<h3><a href="?{escape(day.query)}"{_TODAY_LINK if day.today else ""}>'
        f'<span class="cal-n" aria-hidden="true">{day.date.day}</span>'
        f'<span class="cal-full">{escape(clock.day(day.date))}</span>{here}</a></h3>'
    )


def _more_occasions(day: Day) -> str:
    if not day.more_occasions:
        return ""
    words = ngettext("and %(n)s more", "and %(n)s more", day.more_occasions) % {"n": day.more_occasions}
    return f'<p class="cal-occasion"><a href="?{escape(day.query)}">{escape(words)}</a></p>'


def _occasion(occasion: Occasion, *, long: bool) -> str:
    rest = ""
    if not occasion.is_day:
        until = _("until %(end)s") % {"end": clock.short_day(occasion.end)}
        rest = f' <span class="mute">{escape(until)}</span>'
    if long and occasion.hashtags:
        rest += f' <span class="mute">{escape(" ".join(occasion.hashtags))}</span>'
    hold = " hold" if occasion.kind == "hold" else ""
    return f'<p class="cal-occasion{hold}">{escape(occasion.name)}{rest}</p>'


@lru_cache(maxsize=512)
def _marks(marks: tuple[Mark, ...], names: str) -> str:
    if not marks:
        return ""
    letters = "".join(f'<i aria-hidden="true" title="{escape(m.name)}">{escape(m.letter)}</i>' for m in marks)
    return f'<span class="cal-marks"><span class="sr">{escape(names)}</span>{letters}</span>'


def _move(entry: Chip, query: str) -> str:
    label = escape(_("Move “{title}”…").format(title=entry.title))
    return (
        f'<a class="cal-move" href="/calendar/posts/{entry.post}/move/?from={escape(query)}" aria-label="{label}">'
        '<span aria-hidden="true">⋯</span></a>'
    )
