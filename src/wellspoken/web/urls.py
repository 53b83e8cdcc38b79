"""Addresses of all pages; each screen has its own table."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from wellspoken.web.frame.language import choose_language

SCREENS = (
    "start",
    "account",
    "home",
    "compose",
    "posts",
    "review",
    "calendar",
    "channels",
    "media",
    "newsroom",
    "people",
    "settings",
    "audit",
    "health",
)


def _exists(screen: str) -> bool:
    package = f"wellspoken.web.{screen}"
    if find_spec(package) is None or find_spec(f"{package}.urls") is None:
        return False
    try:
        import_module(f"{package}.urls")
    except ImportError:
        return False
    return True


urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", choose_language, name="language"),
    *(path("", include(f"wellspoken.web.{screen}.urls")) for screen in SCREENS if _exists(screen)),
]
