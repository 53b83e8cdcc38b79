"""What the posts' pages say: states, parts of a change, what a takedown will do, why something was not done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wellspoken.rooms.content.diff import Change
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.selectors import Summary
from wellspoken.rooms.publishing.services import OnHold
from wellspoken.rooms.publishing.words import TONES as DELIVERY_TONES
from wellspoken.rooms.publishing.words import state_name

STATES: dict[str, Any] = {
    "draft": gettext_lazy("Draft"),
    "in_review": gettext_lazy("In review"),
    "changes": gettext_lazy("Changes asked for"),
    "rejected": gettext_lazy("Rejected"),
    "approved": gettext_lazy("Approved"),
    "published": gettext_lazy("Published"),
    "withdrawn": gettext_lazy("Taken down"),
    "binned": gettext_lazy("In the bin"),
}
#: state -> tone of the design system
STATE_TONES = {
    "in_review": "review",
    "changes": "review",
    "rejected": "block",
    "approved": "brand",
    "published": "ok",
}
#: tones that publishing names -> tones of the design system
TONES = {"live": "ok", "warn": "review", "stop": "block", "planned": "brand", "quiet": ""}
PARTS: dict[str, Any] = {
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("Text"),
    "variant": gettext_lazy("Text for %(subject)s"),
    "picture": gettext_lazy("Picture %(subject)s"),
    "alt": gettext_lazy("Description of picture %(subject)s"),
    "crop": gettext_lazy("Crop of picture %(subject)s"),
    "order": gettext_lazy("Order of the pictures"),
    "film": gettext_lazy("Film"),
    "film_alt": gettext_lazy("Description of the film"),
    "poster": gettext_lazy("Poster of the film"),
    "captions": gettext_lazy("Captions of the film (%(subject)s)"),
    "waiver": gettext_lazy("Why the film needs no captions"),
    "evidence": gettext_lazy("Source: %(subject)s"),
    "thread": gettext_lazy("Post %(subject)s of the thread"),
    "first_comment": gettext_lazy("First comment"),
    "correction": gettext_lazy("What readers are told of the correction"),
    "paid_partnership": gettext_lazy("Mark: paid partnership"),
    "ai_made": gettext_lazy("Mark: made with AI"),
    "consent": gettext_lazy("Consent %(subject)s"),
    "channel": gettext_lazy("Channel: %(subject)s"),
    "lang": gettext_lazy("Language"),
    "use_until": gettext_lazy("Last day of use"),
}
KINDS: dict[str, Any] = {
    "added": gettext_lazy("added"),
    "removed": gettext_lazy("removed"),
    "changed": gettext_lazy("changed"),
}


def part(change: Change) -> str:
    """Which part of a post a change is about."""
    return str(PARTS.get(change.part, change.part)) % {"subject": change.subject}


def worded(changes: list[Change]) -> list[tuple[str, Any, Change]]:
    """Each change with the name of its part and what happened to it."""
    return [(part(change), KINDS[change.kind], change) for change in changes]


def consequences(deliveries: Iterable[Delivery]) -> list[str]:
    """What a takedown will do to what, counted, in sentences."""
    names: dict[str, list[str]] = {"live": [], "waiting": [], "unclear": []}
    for delivery in deliveries:
        kind = {"live": "live", "sending": "unclear", "unknown": "unclear"}.get(delivery.state)
        if kind is None and delivery.state in {"scheduled", "queued", "refused", "late", "held"}:
            kind = "waiting"
        if kind:
            names[kind].append(delivery.channel.name)
    said = []
    if found := names["live"]:
        said.append(_counted(ngettext("Deleted from %(n)s channel", "Deleted from %(n)s channels", len(found)), found))
    if found := names["waiting"]:
        said.append(_counted(ngettext("%(n)s not sent any more", "%(n)s not sent any more", len(found)), found))
    if found := names["unclear"]:
        one = _("%(n)s looked up first, and deleted where it is found")
        said.append(_counted(one, found))
    return said


def stop(summary: Summary) -> tuple[str, str] | None:
    """Tone and name of what keeps a post from being out everywhere; None when nothing does."""
    if not summary.stop:
        return None
    return TONES[DELIVERY_TONES[summary.stop]], state_name(summary.stop)


def _counted(text: str, names: list[str]) -> str:
    return f"{text % {'n': len(names)}}: {', '.join(names)}"


def on_hold(error: OnHold) -> str:
    """When a hold stands over it."""
    return _("A hold stands, so nothing goes out: %(reason)s") % {"reason": error.hold.reason}


def not_done() -> str:
    """When somebody or the worker was first."""
    return _("Something changed meanwhile, so nothing was done. This page shows how things are now.")
