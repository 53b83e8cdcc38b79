"""Words of the people pages for codes that stand in columns."""

from __future__ import annotations

from django import template

from wellspoken.rooms.people.scopes import SCOPE_NAMES, Scope

register = template.Library()


@register.filter
def scope_name(code: str) -> str:
    """What a key with this scope may do; the code itself for one that is not known (any more)."""
    return str(SCOPE_NAMES[Scope(code)]) if code in set(Scope) else code
