"""What the records pages say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wellspoken.rooms.records.models import Edition
from wellspoken.rooms.records.retention import Class

NOT_YET: dict[str, Any] = {
    "public": gettext_lazy("It is still public. What is to be seen is never deleted from the archive."),
    "early": gettext_lazy("Its time has not come."),
    "held": gettext_lazy("A legal hold stands over it."),
}
_CHANGES: dict[str, Any] = {
    "withdrawn": gettext_lazy("Taken down"),
    "replaced": gettext_lazy("Replaced by edited words"),
    "corrected": gettext_lazy("Corrected by a later post"),
}
_COUNTRIES: dict[str, Any] = {
    "us": gettext_lazy("United States"),
    "id": gettext_lazy("Indonesia"),
    "": gettext_lazy("Norway and the European Economic Area, and elsewhere"),
}


def changes(edition: Edition) -> list[dict[str, Any]]:
    """What happened to an edition since: `at`, `said`, and the edition that corrects it, or ""."""
    return [
        {
            "at": datetime.fromisoformat(one["at"]),
            "said": _CHANGES.get(one["kind"], one["kind"]),
            "edition": int(one["words"]) if one["kind"] == "corrected" and one["words"].isdigit() else "",
        }
        for one in edition.changes
    ]


def classes(found: Iterable[Class]) -> list[dict[str, str]]:
    """Retention classes in words: where, how long, and because of what."""
    return [
        {
            "where": str(_COUNTRIES[one.country]),
            "long": ngettext(
                "{n} year after it was last public", "{n} years after it was last public", one.years
            ).format(n=one.years),
            "why": one.citation if one.law else _("our own choice; {law} names no period").format(law=one.citation),
        }
        for one in found
    ]


def deletable(edition: Edition, from_day: datetime | None) -> bool:
    """Whether its time has come; holds are asked by the service."""
    return edition.state == "kept" and from_day is not None and from_day <= timezone.now()
