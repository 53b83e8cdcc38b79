"""What compliance says of sources and rules, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.translation import get_language

from wellspoken.rooms.compliance import naming, sources

register = template.Library()


@register.filter
def publisher_in_words(url: str) -> str:
    """`{{ source.url|publisher_in_words }}`: "World Health Organization: health authority"; '' for no address."""
    return sources.in_words(url)


@register.filter
def rule_titles(rules: Iterable[str]) -> list[str]:
    """`{{ ids|rule_titles|join:", " }}`: the names of rules in the reader's language."""
    return naming.named(rules, get_language() or "en")
