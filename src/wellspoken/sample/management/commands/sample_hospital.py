"""`manage.py sample_hospital`: the sample, with its progress."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wellspoken.sample.build import AlreadyInUse, build


class Command(BaseCommand):
    """Fill an empty installation with the sample hospital."""

    help = "Fill an empty installation with the sample hospital."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it; an installation in use is refused."""
        try:
            build()
        except AlreadyInUse:
            raise CommandError("This installation already belongs to an organisation; nothing was changed.") from None
