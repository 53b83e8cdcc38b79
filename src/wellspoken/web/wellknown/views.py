"""Whom to tell of a hole in this installation (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

#: RFC 9116, section 2.5.5, wants less than a year; whoever keeps a copy asks again after this
GOOD_FOR = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The contacts named in the settings, in plain text; 404 when none is named."""
    contacts = list(settings.SECURITY_CONTACTS)
    if not contacts:
        raise Http404
    until = datetime.combine(timezone.now().astimezone(UTC).date() + GOOD_FOR, time(), UTC)
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
