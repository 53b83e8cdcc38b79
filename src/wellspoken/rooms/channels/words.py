"""What a channel's condition is called: one plain sentence and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.selectors import warning_days
from wellspoken.rooms.channels.states import ChannelState

#: reason code -> (what happened, what to do)
REASONS: dict[str, tuple[Any, Any]] = {
    "sign_in_expired": (gettext_lazy("The sign-in has expired."), gettext_lazy("Sign in again; nothing else changes.")),
    "sign_in_wrong": (
        gettext_lazy("The network refuses the password or token we have."),
        gettext_lazy("Make a new one and sign in again."),
    ),
    "not_allowed": (
        gettext_lazy("The network does not let this account post."),
        gettext_lazy("Look at the account on the network itself, then sign in again."),
    ),
    "address_refused": (
        gettext_lazy("The server's address is not one we may call."),
        gettext_lazy("Ask whoever runs this installation whether servers inside the house are allowed."),
    ),
    "seal_broken": (
        gettext_lazy("The stored sign-in cannot be opened with this installation's keys."),
        gettext_lazy("Sign in again."),
    ),
    "rate_limited": (gettext_lazy("The network asks us to wait."), gettext_lazy("It goes on by itself.")),
    "network_down": (
        gettext_lazy("The server does not answer."),
        gettext_lazy("We keep asking. Nothing needs doing unless it stays like this."),
    ),
    "server_error": (gettext_lazy("The server has a fault of its own."), gettext_lazy("We keep asking.")),
}
_REFUSED = (
    gettext_lazy("The network refuses our sign-in and gives a reason we do not know."),
    gettext_lazy("Sign in again; nothing else changes."),
)
_ELSE = (
    gettext_lazy("The server gave an answer we do not understand."),
    gettext_lazy("We keep asking. If it stays like this, sign in again."),
)


@dataclass(frozen=True, slots=True)
class Condition:
    """`tone` is ok, warn, stop or quiet; `word` a single word; `sentence` the cause; `advice` the next step or ''."""

    tone: str
    word: str
    sentence: str
    advice: str = ""


def reason_words(reason: str) -> str:
    """What a reason code means and what to do, in one or two sentences."""
    said, advice = REASONS.get(reason, _ELSE if reason in {"", "odd_answer", "redirected"} else _REFUSED)
    return f"{said} {advice}"


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, roughly and in words: "just now", "4 minutes ago"."""
    if now - moment < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, now, depth=1)}


def condition(channel: Channel, now: datetime, *, ending: bool = False) -> Condition:
    """The channel's condition as a colleague would say it; `ending` asks for the end of the sign-in before all else."""
    if ending and channel.state != ChannelState.BROKEN and (found := _ending(channel, now)):
        return found
    if channel.state == ChannelState.REMOVED:
        return Condition("quiet", _("Removed"), _("Removed. Its history stays."))
    if channel.state == ChannelState.PAUSED:
        return Condition("quiet", _("Paused"), _("Paused. Nothing goes out here until somebody resumes it."))
    if channel.state == ChannelState.BROKEN:
        said, advice = REASONS.get(channel.last_error, _REFUSED)
        return Condition("stop", pgettext("channel", "Stopped"), str(said), str(advice))
    return _ending(channel, now) or _trouble(channel, now) or _working(channel, now)


def _ending(channel: Channel, now: datetime) -> Condition | None:
    ends = channel.expires_at
    if ends is None or warning_days(ends, now) is None:
        return None
    advice = _("Sign in again before then, so that nothing is held up.")
    if ends <= now:
        return Condition("warn", _("Ending"), _("The sign-in ends any moment."), advice)
    hours = int((ends - now).total_seconds() // 3600)
    if hours < 48:
        text = ngettext("Sign-in expires in %(n)d hour.", "Sign-in expires in %(n)d hours.", max(hours, 1))
        return Condition("warn", _("Ending"), text % {"n": max(hours, 1)}, advice)
    text = ngettext("Sign-in expires in %(n)d day.", "Sign-in expires in %(n)d days.", hours // 24)
    return Condition("warn", _("Ending"), text % {"n": hours // 24}, advice)


def _trouble(channel: Channel, now: datetime) -> Condition | None:
    if not channel.last_error:
        return None
    said, advice = REASONS.get(channel.last_error, _ELSE)
    return Condition("warn", _("Trouble"), str(said), str(advice))


def _working(channel: Channel, now: datetime) -> Condition:
    if channel.network == "newsroom":
        return Condition("ok", _("Working"), _("Working. It is part of this installation and needs no sign-in."))
    if channel.last_ok_at is None:
        return Condition("quiet", _("New"), _("Not checked yet."))
    return Condition("ok", _("Working"), _("Working · last checked %(when)s") % {"when": ago(channel.last_ok_at, now)})
