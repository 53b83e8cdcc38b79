"""Times, numbers, icons and form fields as the pages write them. See docs/howto/ui.md."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import saml_provider, sign_in_provider
from wellspoken.web.frame import clock
from wellspoken.web.frame.icons import PATHS

register = template.Library()


def _stamp(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds")


@register.simple_tag
def when(value: datetime | None, where: Any = None) -> str:
    """`{% when post.due team %}`: "Sat 28 Nov, 09:00, Oslo" in a time element; empty for no time."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', _stamp(value), clock.when(value, where))


@register.simple_tag
def clock_time(value: datetime | None, where: Any = None) -> str:
    """`{% clock_time post.due team %}`: "09:00" in a time element."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', _stamp(value), clock.clock(value, where))


@register.simple_tag
def ago(value: datetime | None) -> str:
    """`{% ago entry.at %}`: "3 hours ago", with the exact time for machines."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', _stamp(value), clock.ago(value))


@register.filter
def day(value: date) -> str:
    """`{{ date|day }}`: "Sat 28 Nov"."""
    return clock.day(value)


@register.filter
def duration(seconds: float) -> str:
    """`{{ seconds|duration }}`: "2 hours"."""
    return clock.duration(seconds)


@register.filter
def number(value: float) -> str:
    """`{{ count|number }}`: thousands set apart as the language does it."""
    return clock.number(value)


@register.filter
def language_name(code: str) -> str:
    """`{{ team.language|language_name }}`: "Norwegian Bokmål", as the product's own list calls it."""
    return str(dict(settings.LANGUAGES).get(code, code))


@register.filter
def short_day(value: date) -> str:
    """`{{ date|short_day }}`: "28 Nov", "28. nov."."""
    return clock.short_day(value)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "home" %}`: a drawing beside a word; give `label` only when it stands alone."""
    inner = mark_safe(f'<path d="{PATHS[name]}"/>')  # noqa: S308 (our own drawings)
    size = mark_safe('class="i" width="20" height="20" viewBox="0 0 20 20"')
    if label:
        return format_html('<svg {} role="img" aria-label="{}">{}</svg>', size, label, inner)
    return format_html('<svg {} aria-hidden="true">{}</svg>', size, inner)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """`{% field form.name %}`: label, hint, input and its errors, tied together for screen readers."""
    described = [f"{bound.auto_id}_hint"] if (hint or bound.help_text) else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    if described:
        bound.field.widget.attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        bound.field.widget.attrs["aria-invalid"] = "true"
    kind = str(getattr(bound.field.widget, "input_type", ""))
    many = kind in {"radio", "checkbox"} and hasattr(bound.field, "choices")
    return {"field": bound, "hint": hint or bound.help_text, "many": many, "single": kind == "checkbox" and not many}


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], right: str, team: Any = None) -> bool:
    """`{% may "write" team as can_write %}`: whether the reader holds a right there."""
    user = getattr(context.get("request"), "user", None)
    return user is not None and rights_of(user).has(Right(right), getattr(team, "pk", team))


@register.simple_tag
def sign_in_button() -> str:
    """What people call the organisation's own sign-in; "" when there is none."""
    found = sign_in_provider()
    return found.name if found else ""


@register.simple_tag
def saml_button() -> str:
    """What people call the organisation's SAML sign-in; "" when there is none."""
    found = saml_provider()
    return found.name if found else ""


@register.simple_tag(takes_context=True)
def may_everywhere(context: dict[str, Any], right: str) -> bool:
    """`{% may_everywhere "people" as wide %}`: whether the reader holds a right in the whole organisation."""
    user = getattr(context.get("request"), "user", None)
    return user is not None and Right(right) in rights_of(user).everywhere
