"""`{% chip chip query %}` draws one entry of the calendar; written in Python because a month holds over a hundred."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wellspoken.web.calendar.chips import Chip, Mark

register = template.Library()


@register.simple_tag(name="chip")
def draw(chip: Chip, query: str) -> SafeString:
    """The chip with its link to the post, and the way to move it when the reader may; `query` leads back here."""
    return SafeString(
        f'<li class="cal-chip {chip.look.tone}" data-post="{chip.post}" data-wall="{chip.wall}"'
        f'{" draggable=true" if chip.movable else ""}><a class="cal-open" href="/posts/{chip.post}/">'
        f'<span class="cal-top"><time datetime="{chip.stamp}">{chip.time}</time> '
        f'<span class="cal-look">{escape(chip.word)}</span></span> '
        f'<span class="cal-title">{escape(chip.title)}</span> {_marks(chip.marks, chip.networks)}</a>'
        f"{_move(chip, query) if chip.movable else ''}</li>"
    )


@lru_cache(maxsize=512)
def _marks(marks: tuple[Mark, ...], names: str) -> str:
    if not marks:
        return ""
    letters = "".join(f'<i aria-hidden="true" title="{escape(m.name)}">{escape(m.letter)}</i>' for m in marks)
    return f'<span class="cal-marks"><span class="sr">{escape(names)}</span>{letters}</span>'


def _move(chip: Chip, query: str) -> str:
    label = escape(_("Move “{title}”…").format(title=chip.title))
    return (
        f'<a class="cal-move" href="/calendar/posts/{chip.post}/move/?from={escape(query)}" aria-label="{label}">'
        '<span aria-hidden="true">⋯</span></a>'
    )
