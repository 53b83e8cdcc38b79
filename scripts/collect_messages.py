"""Collect every translatable string into locale/<language>/LC_MESSAGES/django.po (needs Debian's gettext)."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = '''# Wellspoken. Apache-2.0.
msgid ""
msgstr ""
"Project-Id-Version: Wellspoken\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"{forms}\\n"'''
IGNORE = ["frontend/*", ".venv/*", "tests/*", "scripts/*", "benchmarks/*", "var/*", "docs/*"]


def collect(root: Path = ROOT) -> None:
    """Update the catalogues below `root`; obsolete messages are dropped, new ones come in empty."""
    if not shutil.which("xgettext"):
        sys.exit("Collecting messages needs gettext: `apt-get install gettext`.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellspoken.config.settings.test")
    os.chdir(root)
    import django
    from django.core.management import call_command
    from django.core.management.commands.makemessages import Command

    class WithPlurals(Command):
        """Also reads `plural(one, many)`, the counted phrases of the composer's island."""

        xgettext_options = [*Command.xgettext_options, "--keyword=plural:1,2"]

    django.setup()
    call_command(
        WithPlurals(),
        locale=["id", "nb"],
        ignore_patterns=IGNORE,
        add_location="file",
        no_wrap=True,
        no_obsolete=True,
        verbosity=0,
    )
    for language in ("id", "nb"):
        tidy(root / "locale" / language / "LC_MESSAGES" / "django.po", language)


def tidy(path: Path, language: str) -> None:
    """Give a new catalogue its header, and Indonesian messages their single plural form."""
    text = path.read_text(encoding="utf-8")
    head, rest = text.split("\n\n", 1)
    forms = re.search(r"Plural-Forms: [^\\]+", head)
    if "PACKAGE VERSION" in head:
        head = HEADER.format(language=language, forms=forms[0] if forms else "")
    if language == "id":
        rest = rest.replace('\nmsgstr[1] ""', "")
    path.write_text(f"{head}\n\n{rest}", encoding="utf-8")


if __name__ == "__main__":
    collect()
