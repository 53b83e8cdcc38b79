"""Does a consent cover a use: this information, this purpose, these channels, this day? No queries: rows come in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.rooms.consents.elements import INFORMATION, PURPOSES
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.uses import Use

#: code of a problem -> a whole sentence; %(code)s is the consent's own
SENTENCES: Mapping[str, Any] = {
    "gone": gettext_lazy("A consent that was linked is not there any more, or belongs to another team."),
    "draft": gettext_lazy("%(code)s is not signed: it is still being written."),
    "offered": gettext_lazy("%(code)s is not signed yet."),
    "refused": gettext_lazy("%(code)s was refused by the person."),
    "withdrawn": gettext_lazy("%(code)s was taken back by the person."),
    "expired": gettext_lazy("%(code)s is over."),
    "ends_before": gettext_lazy("%(code)s ends before the day on which this is to go out."),
    "no_purpose": gettext_lazy("Say for which purpose the post uses %(code)s."),
    "purpose": gettext_lazy("%(code)s does not allow this purpose: %(what)s."),
    "no_information": gettext_lazy("Say what the post uses of %(code)s."),
    "information": gettext_lazy("%(code)s does not allow this to be told or shown: %(what)s."),
    "channel": gettext_lazy("%(code)s does not allow these channels: %(what)s."),
    "name": gettext_lazy("The text says the person's name, which %(code)s does not allow or the post does not use."),
}
ADVICE: Mapping[str, Any] = {
    "withdrawn": gettext_lazy("Take the person out of the post, and the link."),
    "refused": gettext_lazy("Take the person out of the post, and the link."),
    "channel": gettext_lazy("Take the channel out, or ask the person for a new consent."),
    "name": gettext_lazy("Take the name out, or ask the person for a new consent."),
    "no_purpose": gettext_lazy("Choose it under “People in this post”."),
    "no_information": gettext_lazy("Tick it under “People in this post”."),
    "offered": gettext_lazy("Wait for the signature, or send the private link again."),
    "draft": gettext_lazy("Complete it and let the person sign."),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """Where and when a post shall go out: keys of channels, the team's key, the day in the team's zone."""

    team: int
    channels: tuple[int, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a use is not covered. `code` is a key of SENTENCES, `consent` names it, `what` are codes or keys."""

    code: str
    key: int
    consent: str = ""
    what: tuple[Any, ...] = field(default=())

    def say(self, channels: Mapping[int, str] | None = None) -> str:
        """One sentence; `channels` gives names to keys."""
        names: Mapping[Any, Any] = channels or {}
        known: Mapping[Any, Any] = {"purpose": PURPOSES, "information": INFORMATION}.get(self.code, names)
        listed = ", ".join(str(known.get(item, item)) for item in self.what)
        return str(SENTENCES[self.code]) % {"code": self.consent, "what": listed}

    def advise(self) -> str:
        """What to do."""
        return str(ADVICE.get(self.code) or _("Ask the person for a new consent, or take them out of the post."))


def problems(use: Use, consent: Authorization | None, planned: Planned, today: date) -> list[Problem]:
    """Everything that keeps this use from being covered on the planned day; empty: it is."""
    if consent is None or consent.team_id != planned.team:
        return [Problem("gone", use.key)]
    if consent.state != "signed":
        return [Problem(consent.state, use.key, consent.code)]
    if not consent.holds_on(today):
        return [Problem("expired", use.key, consent.code)]
    found = [] if consent.holds_on(planned.day) else [Problem("ends_before", use.key, consent.code)]
    return [*found, *_scope(use, consent, planned.channels)]


def _scope(use: Use, consent: Authorization, channels: Collection[int]) -> list[Problem]:
    """This purpose, this information, these channels."""
    found = []
    if not use.purpose:
        found.append(Problem("no_purpose", use.key, consent.code))
    elif use.purpose not in consent.purposes:
        found.append(Problem("purpose", use.key, consent.code, (use.purpose,)))
    if not use.information:
        found.append(Problem("no_information", use.key, consent.code))
    if beyond := tuple(code for code in use.information if code not in consent.information):
        found.append(Problem("information", use.key, consent.code, beyond))
    if elsewhere := tuple(key for key in channels if key not in consent.channels):
        found.append(Problem("channel", use.key, consent.code, elsewhere))
    return found
