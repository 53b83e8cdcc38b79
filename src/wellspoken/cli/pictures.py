"""Pictures named on the command line: read from disk and looked into before their text is screened."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from wellspoken.engines.screening import Context, MediaItem

SECONDS = 90.0


def looked_into(ctx: Context, folders: Sequence[Path]) -> Context:
    """The context with what can be seen in its pictures, as far as their files lie in one of `folders`.

    Names of files that are not there stay names; so does a picture whose `ocr_text` somebody already gave.
    """
    if not ctx.media:
        return ctx
    return replace(ctx, media=tuple(_seen(item, folders) for item in ctx.media))


def _seen(item: MediaItem, folders: Sequence[Path]) -> MediaItem:
    path = _file(item.name, folders)
    if path is None or item.ocr_text or item.kind == "video":
        return item
    from wellspoken.engines.screening.images.attaching import with_report
    from wellspoken.engines.screening.images.looking import look
    from wellspoken.engines.screening.images.report import nothing

    try:
        with path.open("rb") as file:
            data = file.read(25 * 2**20 + 1)
    except OSError as error:
        return with_report(item, nothing("broken", type(error).__name__))
    return with_report(item, look(data, _expired()))


def _file(name: str, folders: Sequence[Path]) -> Path | None:
    """The file of that name, if there is one."""
    try:
        return next((path for folder in folders if name and (path := folder / name).is_file()), None)
    except (OSError, ValueError):  # a name no file can have
        return None


def _expired() -> Callable[[], bool]:
    limit = time.monotonic() + SECONDS
    return lambda: time.monotonic() > limit
