"""Addresses of all pages; each screen has its own table."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from wellspoken.web.frame.language import choose_language

SCREENS = (
    "start",
    "account",
    "home",
    "compose",
    "posts",
    "review",
    "consents",
    "calendar",
    "channels",
    "films",
    "media",
    "newsroom",
    "people",
    "settings",
    "workflows",
    "studies",
    "rules",
    "audit",
    "delivery",
    "recurring",
    "records",
    "health",
    "wellknown",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", choose_language, name="language"),
    *(path("", include(f"wellspoken.web.{screen}.urls")) for screen in SCREENS),
]
