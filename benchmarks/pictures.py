"""Pictures measured: labelled strings that come out as findings, clean pictures flagged, seconds per picture.

Run: PICTURES_DATA=DIR python -m benchmarks.pictures
DIR holds images.jsonl ({"file", "lang", "phi": [strings], ...} a line) and the files. Each picture is looked into and
screened as `wellspoken screen` does it, beside a harmless text. Without DIR cards are drawn here, in three languages,
lying in different ways. The last line is one JSON object.
"""

from __future__ import annotations

import io
import json
import os
import platform
import re
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from wellspoken.cli.pictures import looked_into
from wellspoken.engines.screening import Context, Engine, MediaItem
from wellspoken.engines.screening.images import tesseract

ENGINE = Engine()
TEXT = {"en": "A day at work.", "nb": "En dag på jobb.", "id": "Sehari di tempat kerja."}
CARDS: list[tuple[str, tuple[str, ...], list[str]]] = [
    ("en", ("KOWALCZYK, ELAINE", "DOB 04/17/1951  F", "MRN 7730164"), ["KOWALCZYK, ELAINE", "04/17/1951", "7730164"]),
    ("nb", ("MYHRE, TORSTEIN", "F.NR 18106153759"), ["MYHRE, TORSTEIN", "18106153759"]),
    ("id", ("NIK : 3471012606629246", "Nama : SITI RAHMAWATI"), ["3471012606629246", "SITI RAHMAWATI"]),
    ("en", ("Outpatient Clinic", "Mon-Fri 8:00 - 16:00"), []),
    ("nb", ("Turid Torgersen", "Sykepleier"), []),
    ("id", ("Poliklinik Anak", "Cuci tangan Anda"), []),
]
TURNS = (0, 7, 90, 180)


def plain(text: str) -> str:
    """Letters and digits in lower case: spaces and marks are no part of what was found."""
    return re.sub(r"[\W_]+", "", text).casefold()


def draw(folder: Path) -> list[dict[str, Any]]:
    """The cards in each position, as files and rows."""
    rows = []
    for number, (lang, lines, phi) in enumerate(CARDS):
        for turn in TURNS:
            sheet = Image.new("RGB", (620, 70 * len(lines) + 40), "white")
            for at, line in enumerate(lines):
                ImageDraw.Draw(sheet).text((30, 20 + 70 * at), line, font=ImageFont.load_default(40), fill="#111")
            table = Image.effect_noise((1200, 900), 24).convert("RGB")
            lying = sheet.convert("RGBA").rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)
            table.paste(lying, ((1200 - lying.width) // 2, (900 - lying.height) // 2), lying)
            name = f"card-{number}-{turn}.jpg"
            out = io.BytesIO()
            table.save(out, "JPEG", quality=80)
            (folder / name).write_bytes(out.getvalue())
            rows.append({"file": name, "lang": lang, "phi": phi})
    return rows


def measure(folder: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Strings found as findings, clean pictures that were flagged, and how long a picture took."""
    found = strings = flagged = clean = 0
    missed: list[str] = []
    seconds: list[float] = []
    for row in rows:
        lang = row.get("lang", "en")
        ctx = Context(TEXT[lang], lang=lang, media=(MediaItem(row["file"], "A picture from our work"),))
        began = time.perf_counter()
        result = ENGINE.screen(looked_into(ctx, (folder,)))
        seconds.append(time.perf_counter() - began)
        words = [plain(f.words) for f in result.findings if f.picture]
        here = [string for string in row["phi"] if any(plain(string) in said for said in words)]
        found, strings = found + len(here), strings + len(row["phi"])
        missed += [f"{row['file']}: {string}" for string in row["phi"] if string not in here]
        clean += not row["phi"]
        flagged += not row["phi"] and result.verdict != "ok"
    ordered = sorted(seconds)
    return {
        "pictures": len(rows),
        "strings found": f"{found}/{strings}",
        "clean flagged": f"{flagged}/{clean}",
        "seconds p50": round(ordered[len(ordered) // 2], 2),
        "seconds max": round(ordered[-1], 2),
        "missed": missed,
    }


def main() -> None:
    """Entry point."""
    given = os.environ.get("PICTURES_DATA")
    if given:
        folder = Path(given)
        lines = (folder / "images.jsonl").read_text("utf-8").splitlines()
        figures = measure(folder, [json.loads(line) for line in lines if line.strip()])
    else:
        with tempfile.TemporaryDirectory() as made:
            figures = measure(Path(made), draw(Path(made)))
    about = {"tesseract": sorted(tesseract.languages()), "machine": platform.machine(), "cpus": os.cpu_count()}
    print(json.dumps({**figures, **about, "load": os.getloadavg()[0], "at": datetime.now(UTC).date().isoformat()}))


if __name__ == "__main__":
    main()
