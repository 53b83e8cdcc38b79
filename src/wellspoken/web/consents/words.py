"""What the pages of the register say: states, what to do next, why something was not taken."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wellspoken.rooms.consents.elements import MISSING
from wellspoken.rooms.consents.errors import BadConsent

#: standing -> (word, class of its tag)
STANDINGS: dict[str, tuple[Any, str]] = {
    "draft": (pgettext_lazy("state of a consent", "Being written"), ""),
    "offered": (pgettext_lazy("state of a consent", "Waits for the signature"), "review"),
    "valid": (pgettext_lazy("state of a consent", "Valid"), "ok"),
    "ending": (pgettext_lazy("state of a consent", "Ends soon"), "advise"),
    "over": (pgettext_lazy("state of a consent", "Over"), "block"),
    "expired": (pgettext_lazy("state of a consent", "Over"), "block"),
    "refused": (pgettext_lazy("state of a consent", "Refused"), "block"),
    "withdrawn": (pgettext_lazy("state of a consent", "Taken back"), "block"),
}
FILTERS: dict[str, Any] = {
    "": pgettext_lazy("which consents", "All"),
    "valid": pgettext_lazy("which consents", "Valid"),
    "ending": pgettext_lazy("which consents", "Ending soon"),
    "waiting": pgettext_lazy("which consents", "Not signed yet"),
    "withdrawn": pgettext_lazy("which consents", "Taken back"),
    "over": pgettext_lazy("which consents", "Over or refused"),
}
LACKS: dict[str, Any] = {
    **MISSING,
    "signature": gettext_lazy("The person has not signed it."),
    "expired": gettext_lazy("Its last day has passed."),
    "withdrawn": gettext_lazy("The person took it back."),
    "refused": gettext_lazy("The person said no."),
    "copy": gettext_lazy("Give the person a copy of what they signed, and note it here."),
    "of_age": gettext_lazy("The person is of age now. Ask them themselves for a new consent."),
}
#: element that is missing -> the step of the form where it is said
WHERE: dict[str, str] = {
    **dict.fromkeys(("name", "born", "child", "dead"), "person"),
    **dict.fromkeys(("signer", "assent", "assent_no"), "signer"),
    **dict.fromkeys(("information", "details", "paid"), "information"),
    **dict.fromkeys(("discloser", "audience", "purposes", "channels", "ends", "over"), "use"),
}
BAD: dict[str, Any] = {
    "channel": gettext_lazy("One of the channels is gone. Choose again."),
    "shape": gettext_lazy("This could not be read. Choose again."),
    "born": gettext_lazy("That cannot be a year of birth."),
    "date": gettext_lazy("That day cannot be. Choose another one."),
    "signature": gettext_lazy("The signature is too large. Clear it and sign again, or type the name only."),
    "name": gettext_lazy("Write the name with letters."),
    "reason": gettext_lazy("Say why, in a few words."),
}


def bad(error: BadConsent) -> str:
    """Why a value was not taken."""
    return str(BAD.get(error.code, BAD["shape"]))


def not_covered() -> str:
    """What every problem with a linked consent is called."""
    return _("A linked consent does not cover this")


def changed_meanwhile() -> str:
    """Somebody was first."""
    return _("This changed in the meantime. Look at it again.")
