"""What the film's page says: lengths, sizes, networks, and what is still needed."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.models import Channel

WAIVERS: dict[str, Any] = {
    "no_speech": gettext_lazy("Nobody speaks and nothing is heard that matters"),
    "other": gettext_lazy("Another reason"),
}


def length(seconds: float) -> str:
    """`45 s`, `3 min`, `2 min 05 s`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return _("%(n)d s") % {"n": rest}
    if not rest:
        return _("%(n)d min") % {"n": minutes}
    return _("%(m)d min %(s)s s") % {"m": minutes, "s": f"{rest:02}"}


def size(number: int) -> str:
    """Bytes in megabytes, small ones with one digit after the point and never as nothing."""
    whole = number >= 10**7 or number % 10**6 == 0
    return _("%(n)s MB") % {"n": number_format(max(0.1, number / 1e6), decimal_pos=0 if whole else 1)}


def takes(channel: Channel) -> str:
    """What the channel's network takes of films, in one sentence."""
    limits = measures.limits(channel)
    if "video" not in limits["can"]:
        return _("Films cannot go out here.")
    said = []
    if limits["video_seconds"]:
        said.append(_("up to %(length)s") % {"length": length(limits["video_seconds"])})
    if limits["video_bytes"]:
        said.append(_("up to %(size)s") % {"size": size(limits["video_bytes"])})
    if "captions" not in limits["can"]:
        said.append(_("without captions"))
    return _("Takes a film: %(what)s.") % {"what": ", ".join(said)} if said else _("Takes a film.")


def captioned(count: int) -> str:
    """That captions are kept, with the number of them."""
    return ngettext(
        "%(n)d caption is kept. Read it once as people will see it.",
        "%(n)d captions are kept. Read them once as people will see them.",
        count,
    ) % {"n": count}


def no_captions() -> str:
    """The stop that stands until captions or a reason are there."""
    return _("This film has no captions, so people who cannot hear it miss what is said.")


def no_captions_advice() -> str:
    """What to do about it."""
    return _("Add captions on the film's page, or say there why it needs none.")


def reason_needed() -> str:
    """When a waiver of another reason came without words."""
    return _("Say in at least ten characters why the film needs no captions. It goes into the audit log.")
