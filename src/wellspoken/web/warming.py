"""What a web process loads before it answers its first request."""

from __future__ import annotations

import gc
from datetime import date

from django.template.loader import get_template
from django.urls import get_resolver

from wellspoken.rooms.channels.measures import capabilities, networks_available
from wellspoken.rooms.compliance.warming import warm
from wellspoken.rooms.review.hours import public_holidays


def warm_up() -> None:
    """Load every view, the composer's templates, the networks, the rules, the word lists and public holidays.

    Touches no database. What is loaded stays for the life of the process, so the collector of unused
    memory is told not to look through it again: each look stops every request.
    """
    get_resolver().url_patterns  # noqa: B018 - reading it imports every view
    get_template("compose/compose.html")
    for code in networks_available():
        capabilities(code)
    warm()
    public_holidays("us", date.today().year)
    gc.collect()
    gc.freeze()
