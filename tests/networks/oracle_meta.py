"""Meta's own client as an oracle: which fields an edge takes, and of which kind."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from facebook_business.api import FacebookAdsApi

FacebookAdsApi.init(access_token="none", crash_log=False)


def _value(text: str) -> Any:
    """Return what a form's text stands for."""
    if text in ("true", "false"):
        return text == "true"
    return json.loads(text) if text.startswith(("[", "{")) else text


def complaints(thing: str, method: str, fields: dict[str, str]) -> list[str]:
    """Return the fields the client does not know for this call, or knows as something else."""
    made = getattr(import_module(f"facebook_business.adobjects.{thing.lower()}"), thing)("1")
    checker = getattr(made, method)(pending=True)._param_checker
    return [
        name
        for name, text in fields.items()
        if not checker.is_valid_key(name) or not checker.is_valid_pair(name, _value(text))
    ]
