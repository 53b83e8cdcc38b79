"""`{% sample_people as people %}`: whom one may sign in as with one press; empty outside the sample."""

from __future__ import annotations

from typing import Any

from django import template

from wellspoken.web.start.guests import Guest, guests

register = template.Library()


@register.simple_tag(takes_context=True)
def sample_people(context: dict[str, Any]) -> list[Guest]:
    """The people of the sample hospital, kept for the rest of the page."""
    request = context["request"]
    if not hasattr(request, "_guests"):
        request._guests = guests(request)
    found: list[Guest] = request._guests
    return found
