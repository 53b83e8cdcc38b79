"""Reads for the pages that prove the log. Whoever calls has checked the right AUDIT."""

from __future__ import annotations

from wellspoken.rooms.audit.models import Anchor, AuditEntry, AuditHead, SigningKey
from wellspoken.rooms.kernel.missing import NotThere


def head() -> AuditHead:
    """The log as an object, for entries about the log itself."""
    return AuditHead.objects.filter(pk=1).first() or AuditHead(pk=1)


def anchors(most: int) -> list[Anchor]:
    """The newest anchors, newest first."""
    return list(Anchor.objects.all()[:most])


def anchor(number: int) -> Anchor:
    """One anchor by its number; raises `NotThere`."""
    found = Anchor.objects.filter(number=number).first() if number < 2**31 else None
    if found is None:
        raise NotThere(f"anchor {number}")
    return found


def since_last_anchor() -> int:
    """How many entries are younger than the newest anchor."""
    last = Anchor.objects.values_list("seq", flat=True).first() or 0
    return max(0, head().seq - last)


def retired_keys() -> list[SigningKey]:
    """Keys that signed earlier anchors, without their private halves."""
    return list(SigningKey.objects.exclude(retired_at=None).defer("private").order_by("-pk"))


def entry(seq: int) -> AuditEntry:
    """One entry by its number; raises `NotThere`."""
    found = AuditEntry.objects.filter(seq=seq).first() if seq < 2**63 else None
    if found is None:
        raise NotThere(f"entry {seq}")
    return found


def others_of_post(found: AuditEntry) -> int:
    """How many other entries about the same post still hold personal text."""
    if not found.post_ref:
        return 0
    rows = AuditEntry.objects.filter(post_ref=found.post_ref, personal__isnull=False)
    return rows.exclude(pk=found.pk).count()


def keys_to_empty(seq: int, *, whole: bool) -> list[int]:
    """Primary keys of the entry, or of every entry about its post, that hold personal text."""
    found = entry(seq)
    rows = AuditEntry.objects.filter(personal__isnull=False)
    rows = rows.filter(post_ref=found.post_ref) if whole and found.post_ref else rows.filter(pk=found.pk)
    return list(rows.values_list("pk", flat=True))
