"""What is left to translate, and filling it in: `left LANGUAGE` writes JSON, `fill LANGUAGE FILE` reads it back.

A JSON file is a list of objects: `id` (the message; a list of two for plurals),
`context`, `places`, and `to` (a string; a list of the language's plural forms).
Placeholders are checked before anything is written.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
HOLES = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_0-9]*\}|%[sd]|</?[a-z][^>]*>")


def path_of(language: str) -> Path:
    """The catalogue of a language."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    """Read a catalogue."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def is_done(message: Message) -> bool:
    """Whether every form of a message is there and nobody doubts it."""
    said = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(said) and all(said) and not message.fuzzy


def left(language: str) -> list[dict[str, Any]]:
    """The messages without a translation."""
    return [
        {
            "id": list(m.id) if isinstance(m.id, tuple) else m.id,
            "context": m.context,
            "places": [place for place, _ in m.locations][:3],
            "to": "",
        }
        for m in load(language)
        if m.id and not is_done(m)
    ]


def holes(text: str) -> list[str]:
    """Placeholders and tags of a text, sorted."""
    return sorted(HOLES.findall(text))


def fill(language: str, entries: list[dict[str, Any]]) -> list[str]:
    """Write translations into the catalogue; returns complaints about those left out."""
    catalogue, complaints = load(language), []
    for entry in entries:
        forms = entry["to"] if isinstance(entry["to"], list) else [entry["to"]]
        singular = entry["id"][-1] if isinstance(entry["id"], list) else entry["id"]
        message = catalogue.get(entry["id"][0] if isinstance(entry["id"], list) else entry["id"], entry.get("context"))
        if message is None or not all(forms):
            complaints.append(f"unknown or empty: {singular[:60]}")
        elif holes(forms[-1]) != holes(singular):
            complaints.append(f"placeholders differ: {singular[:60]}")
        else:
            message.string = tuple(forms) if isinstance(entry["id"], list) else forms[0]
            message.flags.discard("fuzzy")
    with path_of(language).open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=False)
    return complaints


def main() -> None:
    """Command line."""
    verb, language, *rest = sys.argv[1:]
    if verb == "left":
        print(json.dumps(left(language), ensure_ascii=False, indent=1))
    else:
        complaints = fill(language, json.loads(Path(rest[0]).read_text(encoding="utf-8")))
        print("\n".join(complaints) or "all filled in")


if __name__ == "__main__":
    main()
