"""A post's timeline: what the audit log tells, with each try of a delivery among it, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.presenting import actor, sentence
from wellspoken.rooms.audit.wording import in_words
from wellspoken.rooms.publishing.models import Delivery

#: second rows of one act, and steps of machinery: in the audit log, but not in the story
QUIET = frozenset({"review.closed", "delivery.claimed"})
ICONS = {"review": "review", "delivery": "send", "takedown": "trash", "post": "posts"}
#: audit action -> verdict
VERDICTS = {"review.approved": "approve", "review.changes": "changes", "review.rejected": "reject"}
OUTCOMES: dict[str, Any] = {
    "live": gettext_lazy("accepted"),
    "refused": gettext_lazy("refused"),
    "not_sent": gettext_lazy("not taken, tried again later"),
    "unknown": gettext_lazy("no clear answer"),
    "absent": gettext_lazy("looked: it is not there"),
    "": gettext_lazy("under way, or interrupted"),
}


def of(entries: list[AuditEntry], deliveries: list[Delivery], *, raw: bool) -> list[dict[str, Any]]:
    """Events newest first: `at`, `icon`, `said`, `why`, and `raw` (the network's answer) for those who may see it."""
    events = [*_told(entries), *_tried(deliveries, raw)]
    return sorted(events, key=lambda event: event["at"], reverse=True)


def decisions(entries: list[AuditEntry]) -> list[dict[str, Any]]:
    """Who decided what about which version, newest first, as the log holds it.

    `undone`: the same person took it back; `voided`: new words ended it, and `changed` are those words.
    """
    found: list[dict[str, Any]] = []
    undone = False
    voided: dict[Any, list[list[str]]] = {}
    for entry in entries:
        if entry.action == "review.undone":
            undone = True
        elif entry.action == "review.voided":
            voided[entry.data.get("revision")] = (entry.personal or {}).get("words", [])
        elif entry.action in VERDICTS:
            changed = voided.pop(entry.data.get("revision"), None)
            ended = {"voided": changed is not None, "changed": changed or []}
            found.append({**_line(entry), "verdict": VERDICTS[entry.action], "undone": undone, **ended})
            undone = False
    return found


def releases(entries: list[AuditEntry]) -> list[dict[str, Any]]:
    """Which stops were let through by whom and why, newest first."""
    return [{**_line(e), "rule": e.data.get("rule", "")} for e in entries if e.action == "review.released"]


def answers(entries: list[AuditEntry]) -> list[dict[str, Any]]:
    """Which questions were answered by whom and how, newest first; `current` is false for one that was changed."""
    found, seen = [], set()
    for entry in entries:
        if entry.action == "review.answered":
            key = (entry.data.get("question"), entry.data.get("content_hash"))
            said = {
                "question": in_words("review", "question", entry.data.get("question", "")),
                "answer": in_words("review", "answer", entry.data.get("answer", "")),
                "note": (entry.personal or {}).get("note", ""),
                "current": key not in seen,
            }
            seen.add(key)
            found.append({**_line(entry), **said})
    return found


def _line(entry: AuditEntry) -> dict[str, Any]:
    reason = (entry.personal or {}).get("reason", "")
    return {"who": actor(entry), "at": entry.at, "version": entry.data.get("revision", ""), "reason": reason}


def _told(entries: list[AuditEntry]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        if entry.action in QUIET:
            continue
        channel = entry.data.get("channel", "")
        said = sentence(entry)
        yield {
            "at": entry.at,
            "icon": ICONS.get(entry.action.partition(".")[0], "posts"),
            "said": f"{said}: {channel}" if channel and entry.action.startswith("delivery.") else said,
            "why": (entry.personal or {}).get("reason", "") if entry.action.startswith("takedown.") else "",
            "raw": "",
        }


def _tried(deliveries: list[Delivery], raw: bool) -> Iterator[dict[str, Any]]:
    for delivery in deliveries:
        for number, attempt in enumerate(delivery.attempts.all(), 1):
            outcome = OUTCOMES.get(attempt.outcome, attempt.outcome)
            yield {
                "at": attempt.ended_at or attempt.started_at,
                "icon": "channels",
                "said": _("%(channel)s, try %(n)s: %(outcome)s")
                % {"channel": delivery.channel.name, "n": number, "outcome": outcome},
                "raw": attempt.raw if raw else "",
            }
