"""What is said to people from outside, and about them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wellspoken.rooms.review.errors import BlockedByChecks
from wellspoken.rooms.review.flow.errors import BadInvitation, NotYourStep, OutsideGone
from wellspoken.rooms.review.models import OutsideReviewer
from wellspoken.rooms.review.services.inviting import MIN_WHY, MOST_DAYS, MOST_OPEN

_OVER: dict[str, Any] = {
    "unknown": gettext_lazy("There is nothing at this address. Look whether the link was copied whole."),
    "ended": gettext_lazy("Somebody of the house took this link back."),
    "used": gettext_lazy("You have decided with this link. It is over now."),
    "expired": gettext_lazy("The time of this link is over."),
    "over": gettext_lazy("This version is no longer in review: it was decided, taken back, or its words changed."),
}
_BAD: dict[str, Any] = {
    "name": gettext_lazy("Say who it is."),
    "email": gettext_lazy("Give a whole e-mail address."),
    "account": gettext_lazy("Somebody with this address has an account here. Name them in the workflow instead."),
    "step": gettext_lazy("This step lets nobody from outside in, or is done."),
    "over": gettext_lazy("This version is no longer in review."),
}
_STATES: dict[str, tuple[Any, str]] = {
    "open": (pgettext_lazy("a private link", "open"), "review"),
    "read": (pgettext_lazy("a private link", "read"), "review"),
    "decided": (pgettext_lazy("a private link", "decided"), "ok"),
    "ended": (pgettext_lazy("a private link", "taken back"), ""),
    "expired": (pgettext_lazy("a private link", "time is over"), ""),
}


def over(gone: OutsideGone) -> str:
    """Why a link leads nowhere."""
    return str(_OVER[gone.code])


def bad(error: BadInvitation) -> str:
    """Why nobody was asked."""
    if error.code == "why":
        return _("Say in %(least)s to 500 characters why you ask them: they read it.") % {"least": MIN_WHY}
    if error.code == "days":
        return _("A link works for 1 to %(most)s days.") % {"most": MOST_DAYS}
    if error.code == "many":
        return _("At most %(most)s links are open at once. Take one back first.") % {"most": MOST_OPEN}
    return str(_BAD[error.code])


def refused(error: Exception) -> str:
    """Why the decision of somebody from outside was not taken."""
    if isinstance(error, NotYourStep):
        return _("Your step is not open: you can read and comment.")
    if isinstance(error, BlockedByChecks):
        return _("The hospital's own checks hold this version back. Your approval was not stored; you may comment.")
    return _("The house has to answer its own questions first. Your approval was not stored; try again later.")


def state(row: OutsideReviewer) -> tuple[str, str]:
    """The state of a link as a word, and its tone."""
    if row.decided_at is not None:
        code = "decided"
    elif row.ended_at is not None:
        code = "ended"
    elif row.expires_at <= timezone.now():
        code = "expired"
    else:
        code = "open" if row.opened_at is None else "read"
    word, tone = _STATES[code]
    return str(word), tone
