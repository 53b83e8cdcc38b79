"""Printing: blocks become a tagged PDF (PDF/UA-1) through typst, in this process, without a network."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from wellspoken.rooms.records.binder.blocks import Block

_LATIN_END = 0x24F
_PLAIN_PUNCTUATION = frozenset("–—‘’‚“”„†‡•…‰‹›€™−")


class NotPrinted(Exception):
    """The document could not be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is printed: `cover` lines, the title of the table of `contents`, the blocks, pictures by file name."""

    title: str
    author: str
    lang: str
    contents: str
    cover: list[str]
    blocks: list[Block]
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """What the template reads."""
        told = {"title": self.title, "author": self.author, "lang": self.lang, "contents": self.contents}
        return {**told, "keywords": ["Wellspoken"], "cover": self.cover, "blocks": self.blocks}


def printed(document: Document, made_at: datetime) -> bytes:
    """The PDF. Signs that no font at hand can draw are named in brackets: [BLUE HEART]. Raises `NotPrinted`.

    A standard for readers forbids signs without a shape; the machine-readable file has them as they are.
    """
    errors = []
    for soften in (_as_it_is, _without_drawings, _latin_only):
        try:
            return _compiled(document, soften, made_at)
        except RuntimeError as error:
            errors.append(str(error))
    raise NotPrinted(errors[-1][:500])


def _compiled(document: Document, soften: Callable[[str], str], made_at: datetime) -> bytes:
    import typst  # loads 30 MB: only when something is printed

    with tempfile.TemporaryDirectory(prefix="wellspoken-binder-") as name:
        folder = Path(name)
        for file, data in document.pictures.items():
            (folder / file).write_bytes(data)
        template = files("wellspoken.rooms.records.binder").joinpath("binder.typ").read_bytes()
        (folder / "binder.typ").write_bytes(template)
        told = json.dumps(_each_text(document.to_json(), soften), ensure_ascii=False)
        (folder / "data.json").write_text(told, encoding="utf-8")
        made = typst.compile(
            str(folder / "binder.typ"),
            root=str(folder),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(made_at.astimezone(UTC).timestamp()),
        )
    if not isinstance(made, bytes):
        raise NotPrinted("no document came back")
    return made


def _each_text(value: Any, soften: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return soften(value)
    if isinstance(value, dict):
        return {key: _each_text(item, soften) for key, item in value.items()}
    return [_each_text(item, soften) for item in value] if isinstance(value, list) else value


def _as_it_is(text: str) -> str:
    """Without what nothing can show: controls other than line breaks."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"})


def _without_drawings(text: str) -> str:
    """Emoji and other drawings by their names; what joins and colours them goes."""
    return "".join(_spelled(c) if unicodedata.category(c) in {"So", "Sk", "Cf", "Mn"} else c for c in _as_it_is(text))


def _latin_only(text: str) -> str:
    """Everything beyond Latin letters by its name: the last resort, and always printable."""
    return "".join(c if ord(c) <= _LATIN_END or c in _PLAIN_PUNCTUATION else _spelled(c) for c in _as_it_is(text))


def _spelled(char: str) -> str:
    if unicodedata.category(char) in {"Cf", "Mn"}:
        return ""
    return f"[{unicodedata.name(char, f'U+{ord(char):04X}')}]"
