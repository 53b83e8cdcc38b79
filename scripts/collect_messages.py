"""Collect every translatable string into locale/<language>/LC_MESSAGES/django.po (needs Debian's gettext)."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IGNORE = ["frontend/*", ".venv/*", "tests/*", "scripts/*", "benchmarks/*", "var/*", "docs/*"]


def collect(root: Path = ROOT) -> None:
    """Update the catalogues below `root`; obsolete messages are dropped, new ones come in empty."""
    if not shutil.which("xgettext"):
        sys.exit("Collecting messages needs gettext: `apt-get install gettext`.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellspoken.config.settings.test")
    os.chdir(root)
    import django
    from django.core.management import call_command

    django.setup()
    call_command(
        "makemessages",
        locale=["id", "nb"],
        ignore_patterns=IGNORE,
        add_location="file",
        no_wrap=True,
        no_obsolete=True,
        verbosity=0,
    )


if __name__ == "__main__":
    collect()
