"""What was seen in the sample's own pictures, so that a first start need not read them again.

The file is written by `python -m scripts.sample_reports`, which really looks. It counts only for the very bytes
and the very way of looking it was made with: a machine with other languages, or an older way, looks for itself.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from wellspoken.engines.screening.images import tesseract
from wellspoken.engines.screening.images.report import PictureReport

FILE = Path(__file__).parent / "data" / "reports.json"


@cache
def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    return kept


def known(sha256: str) -> PictureReport | None:
    """The report of a picture by the hash of its stored bytes; None when this machine must look for itself."""
    if _kept().get("version") != tesseract.version():
        return None
    report = _kept()["reports"].get(sha256)
    return PictureReport.from_json(report) if report else None
