"""Calls for people to take part in studies, held against the approval of the ethics board."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from wellspoken.engines.screening import wordlists

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_APPROVAL = wordlists.phrases("claims", "ethics approval")


def fingerprint(text: str) -> str:
    """SHA-256 of a wording; spaces and line ends do not count, every other sign does."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def breach(doc: "Document", approval: Mapping[str, Any]) -> str:
    """What a linked approval does not cover: "wording", "expired" or "channel"; empty when all is covered."""
    wanted = str(approval.get("sha256") or "") or (fingerprint(str(approval["text"])) if approval.get("text") else "")
    if wanted and wanted.lower() != fingerprint(doc.ctx.text):
        return "wording"
    until = _day(approval.get("until") or approval.get("expires"))
    if until and doc.ctx.today and until < doc.ctx.today:
        return "expired"
    channels = approval.get("channels") or ()
    if channels and doc.ctx.network and doc.ctx.network not in channels:
        return "channel"
    return ""


def numbered(doc: "Document") -> bool:
    """Whether the text names an approval, or the number of a study on the organisation's list."""
    numbers = [number(study) for study in doc.ctx.profile.studies]
    return doc.has(_APPROVAL) or any(n and n in doc.lower for n in numbers)


def number(study: Mapping[str, Any]) -> str:
    """The approval's number in lower case, by whatever name it is given."""
    value = study.get("number") or study.get("irb") or study.get("rek") or study.get("kepk") or ""
    return str(value).lower()


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return date.min
