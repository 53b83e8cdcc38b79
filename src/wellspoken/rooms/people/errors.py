"""What can go wrong in the people room, each with a sentence for the person who asked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "already_set_up": _("This installation already has its organisation."),
    "email_taken": _("Somebody with this e-mail address is already here."),
    "last_administrator": _(
        "This is the last person who can add people everywhere. Give that role to somebody else first."
    ),
    "successor": _("Choose somebody who is here and is not the one who leaves."),
    "language": _("Choose one of the languages offered."),
    "time_zone": _("This time zone is not known. Choose one from the list."),
    "theme": _("Choose light, dark, or as the device does it."),
    "role": _("Choose one of the roles offered."),
    "scope": _("Choose at least one thing that the key may do."),
    "lifetime": _("Choose one of the lifetimes offered."),
    "many_keys": _("There are 20 open keys already. End one that is no longer used."),
    "name": _("Write a name that can be read."),
    "product": _("Choose one of the kinds and states offered."),
    "same_product": _("A product with this brand is on the list already."),
    "many_products": _("The list is full. Remove products that you no longer speak of."),
    "risk_link": _("This is not a web address such as https://www.example.org/risks."),
    "slug": _("Another team already has this short name."),
}


class PeopleProblem(Exception):
    """A refused change; `code` is a key of `SENTENCES`, `sentence` the translated words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        """What to tell the person."""
        return str(SENTENCES[self.code])
