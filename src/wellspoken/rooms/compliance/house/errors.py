"""What can be wrong with a change of the rules, each with a sentence for the person who asked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "mood": _("Choose a crisis or days of grief."),
    "past": _("This day is over. Choose today or a later day, or leave it open."),
    "lasting": _("One of these lasts already. End it first."),
    "unknown": _("There is no rule with this name."),
    "locked": _("This rule always stops a post. It cannot be switched off or made milder."),
    "severity": _("Choose one of the severities offered."),
    "reason": _("Write why, in a sentence of at least ten characters. It is kept in the audit log."),
    "empty": _("Write at least one word or number to look for."),
    "long": _("This is too long. Use several entries instead."),
    "broken": _("This pattern cannot be read: %(detail)s"),
    "nothing": _("This pattern matches where there is nothing. Every text would be stopped at every place."),
    "message": _("Write what the author should read when it is found."),
    "language": _("Choose one of the languages offered."),
    "kind": _("Choose one of the kinds offered."),
    "same": _("This is on the list already."),
    "many": _("The list is full. Remove entries that are no longer needed."),
    "no_draft": _("Nothing has been changed, so there is nothing to switch on."),
    "moved": _("Somebody changed the draft meanwhile. Look at it again before you switch it on."),
}


class RuleProblem(Exception):
    """A refused change; `code` is a key of `SENTENCES`, `sentence` the translated words."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail

    @property
    def sentence(self) -> str:
        """What to tell the person."""
        text = str(SENTENCES[self.code])
        return text % {"detail": self.detail} if self.code == "broken" else text
