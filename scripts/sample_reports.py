"""Look into every picture of the sample hospital and keep what was seen: `python -m scripts.sample_reports`.

Needed after a change to the pictures (`sample/pictures.py`) or to the way of looking (`report.VERSION`).
"""

from __future__ import annotations

import json
import os
import tempfile

import django


def main() -> None:
    """Builds the sample in a place of its own, really looking, and writes `sample/data/reports.json`."""
    os.environ["WELLSPOKEN_DATA"] = tempfile.mkdtemp()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellspoken.config.settings.dev")
    django.setup()
    from django.core.management import call_command

    from wellspoken.engines.screening.images import tesseract
    from wellspoken.rooms.media.models import Look
    from wellspoken.sample import reports
    from wellspoken.sample.build import build

    reports.FILE.unlink(missing_ok=True)
    call_command("migrate", verbosity=0)
    build()
    seen = {row.media.sha256: row.report for row in Look.objects.select_related("media").order_by("media__sha256")}
    kept = {"version": tesseract.version(), "reports": seen}
    reports.FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps({"pictures": len(seen), "version": kept["version"]}))


if __name__ == "__main__":
    main()
