"""What became of a delivery, in plain words: what happened, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from wellspoken.rooms.channels.problems import SENTENCES as PROBLEMS
from wellspoken.rooms.channels.problems import problem_words
from wellspoken.rooms.compliance import naming
from wellspoken.rooms.publishing.models import Delivery

Sentences = Mapping[str, Any]

STATE_NAMES: Sentences = {
    "scheduled": gettext_lazy("Scheduled"),
    "queued": gettext_lazy("On its way"),
    "sending": gettext_lazy("On its way"),
    "live": gettext_lazy("Live"),
    "unknown": gettext_lazy("Outcome unclear"),
    "refused": gettext_lazy("Refused"),
    "late": gettext_lazy("Needs a new time"),
    "held": pgettext_lazy("delivery", "Stopped"),
    "cancelled": gettext_lazy("Cancelled"),
    "withdrawing": gettext_lazy("Being taken down"),
    "withdrawn": gettext_lazy("Taken down"),
    "corrected": pgettext_lazy("delivery", "Corrected"),
}

#: how a state is drawn: a status word of the design system
TONES: Mapping[str, str] = {
    "scheduled": "planned",
    "queued": "planned",
    "sending": "planned",
    "live": "live",
    "unknown": "warn",
    "refused": "stop",
    "late": "warn",
    "held": "stop",
    "cancelled": "quiet",
    "withdrawing": "warn",
    "withdrawn": "quiet",
    "corrected": "quiet",
}

LATE: Sentences = {
    "no_time": gettext_lazy("Approved, but no time was chosen. Choose one."),
    "no_slot": gettext_lazy("Approved, but this channel has no free slot. Choose a time."),
    "past": gettext_lazy("It was approved after its time had passed. Choose a new one."),
    "too_late": gettext_lazy("Its time passed before it could go out. Choose a new one, or let it go."),
    "outside_approval": gettext_lazy("The approval does not reach this far. Choose an earlier time or ask again."),
}

HELD: Sentences = {
    "channel_paused": gettext_lazy("Somebody paused the channel. Resume it, then send again."),
    "channel_broken": gettext_lazy("The sign-in no longer works. Reconnect the channel, then send again."),
    "channel_removed": gettext_lazy("The channel was removed."),
    "approval_gone": gettext_lazy("The approval no longer covers these words. Send the post to review again."),
    "consent": gettext_lazy("A consent it uses does not cover it any more. Take the person out, or ask them anew."),
    "hold": gettext_lazy("A hold stopped it before anything went out. It waits until the hold is lifted."),
    "hold_lifted": gettext_lazy("A hold had stopped it. The hold is over: decide whether it still goes out."),
    "nothing_to_correct": gettext_lazy("What it corrects is not out here any more, so there is nothing to change."),
    "picture_changed": gettext_lazy("A picture is no longer the one that was approved."),
    "film_changed": gettext_lazy("The film or its captions are no longer those that were approved."),
}

REFUSED: Sentences = {
    "too_long": gettext_lazy("The network says the text is too long."),
    "not_allowed": gettext_lazy("The account may not post this. Look at the account on the network."),
    "invalid": gettext_lazy("The network did not accept the post as it is."),
    "not_found": gettext_lazy("The post that it corrects is gone from the network."),
    "conflict": gettext_lazy("Something else is already there under the same key."),
    "title_missing": gettext_lazy("It needs a title."),
    "title_too_long": gettext_lazy("The title is too long."),
    "empty": gettext_lazy("It has neither text nor a picture."),
    "too_many_bytes": gettext_lazy("The text is too long for the network."),
    "too_many_pictures": gettext_lazy("It has more pictures than the network takes."),
    "picture_too_big": gettext_lazy("A picture is too big for the network."),
    "picture_type": gettext_lazy("The network does not take this kind of picture."),
    "alt_too_long": gettext_lazy("A picture's description is too long for the network."),
}

WAITING: Sentences = {
    "rate_limited": gettext_lazy("The network asked us to wait. We try again by ourselves."),
    "network_down": gettext_lazy("The network could not be reached. We try again by ourselves."),
    "server_error": gettext_lazy("The network had a fault. We try again by ourselves."),
    "budget": gettext_lazy("The channel's limit is reached. It goes out when there is room again."),
    "channel_waits": gettext_lazy("The channel was asked to wait. It goes out by itself."),
    "busy": gettext_lazy("The network was busy. We try again by ourselves."),
    "line_busy": gettext_lazy("Another post of this channel is still being sent. It goes out right after."),
    "not_there": gettext_lazy("We looked: it is not there. It is sent again."),
    "sign_in_renewed": gettext_lazy("The sign-in was renewed just now. It goes out in a moment."),
    "film_not_ready": gettext_lazy("The film is still being made fit for the network. It goes out when it is done."),
    "upload_again": gettext_lazy("The network threw the pictures away. They are uploaded again, then it goes out."),
}

UNKNOWN: Sentences = {
    "not_seen": gettext_lazy("The answer was lost, and we do not see the post on the account."),
    "cannot_tell": gettext_lazy("The answer was lost, and the network does not tell us whether the post is there."),
    "worker_died": gettext_lazy("We were interrupted while sending. We are asking the network what happened."),
}

CANCELLED: Sentences = {
    "edited": gettext_lazy("The words were changed, so this version does not go out."),
    "taken_down": gettext_lazy("The post was taken down before it went out here."),
}


def state_name(state: str) -> str:
    """The state in one or two words."""
    return str(STATE_NAMES.get(state, state))


def say(delivery: Delivery, *, overdue: bool = False) -> str:
    """One or two plain sentences about the delivery, in the language now active."""
    if overdue and delivery.state in ("scheduled", "queued"):
        return _("It was due and has not gone out yet. We keep trying; look at the channel.")
    speak = _SPEAKERS.get(delivery.state)
    return speak(delivery) if speak else state_name(delivery.state)


def _scheduled(delivery: Delivery) -> str:
    return str(WAITING.get(delivery.reason, _("Waits for its time.")))


def _held(delivery: Delivery) -> str:
    if delivery.reason == "checks":
        return _stopped_by_checks(delivery.reason_data)
    return str(HELD.get(delivery.reason, _("It was stopped before it went out.")))


def _stopped_by_checks(data: Mapping[str, Any]) -> str:
    rules = naming.named(data.get("rules", ()), get_language() or "en")
    if rules:
        return _("Today's checks stop it: %(rules)s.") % {"rules": "; ".join(rules)}
    count = int(data.get("count", 1))
    text = ngettext(
        "Today's checks stop it: %(count)d thing to look at.",
        "Today's checks stop it: %(count)d things to look at.",
        count,
    )
    return text % {"count": count}


def _refused(delivery: Delivery) -> str:
    why = REFUSED.get(delivery.reason) or _not_taken(delivery)
    return _("%(why)s Nothing went out here.") % {"why": why}


def _not_taken(delivery: Delivery) -> str:
    """What the network's own limits said before anything was sent, else that it did not accept the post."""
    if delivery.reason in PROBLEMS or delivery.reason == "cannot":
        return problem_words(delivery.reason, delivery.reason_data)
    return _("The network did not accept it.")


def _unknown(delivery: Delivery) -> str:
    why = UNKNOWN.get(delivery.reason, _("The answer was lost. We are asking the network what happened."))
    if delivery.settle_at is None:
        return _("%(why)s Please look, and tell us.") % {"why": why}
    return _("%(why)s It is never sent twice.") % {"why": why}


def _withdrawing(delivery: Delivery) -> str:
    if delivery.reason == "by_hand":
        return _("It is still up, and only a person can take it down now. Delete it there, then tell us.")
    if delivery.reason == "still_up":
        return _("The network has not taken it down yet. We keep asking; you may also delete it there.")
    return _("It is being taken down.")


def _live(delivery: Delivery) -> str:
    return _("It is out.") if delivery.replaces_id is None else _("The corrected words are out.")


_SPEAKERS: Mapping[str, Callable[[Delivery], str]] = {
    "scheduled": _scheduled,
    "queued": lambda _delivery: _("It is going out now."),
    "sending": lambda _delivery: _("It is going out now."),
    "live": _live,
    "late": lambda delivery: str(LATE.get(delivery.reason, _("It needs a new time."))),
    "held": _held,
    "refused": _refused,
    "unknown": _unknown,
    "cancelled": lambda delivery: str(CANCELLED.get(delivery.reason, _("It will not go out."))),
    "withdrawing": _withdrawing,
    "withdrawn": lambda d: _("Somebody deleted it by hand.") if d.reason == "by_person" else _("It was taken down."),
    "corrected": lambda _delivery: _("It went out; corrected words have taken its place."),
}


def summary_words(live: int, total: int) -> str:
    """Such as "3 of 4 live"."""
    return _("%(live)d of %(total)d live") % {"live": live, "total": total}
