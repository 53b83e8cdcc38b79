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
    "scim_alone": _("A key for joiners and leavers belongs to a service account and does nothing else."),
    "lifetime": _("Choose one of the lifetimes offered."),
    "many_keys": _("There are 20 open keys already. End one that is no longer used."),
    "name": _("Write a name that can be read."),
    "product": _("Choose one of the kinds and states offered."),
    "same_product": _("A product with this brand is on the list already."),
    "many_products": _("The list is full. Remove products that you no longer speak of."),
    "risk_link": _("This is not a web address such as https://www.example.org/risks."),
    "email": _("This is not an e-mail address."),
    "user_name": _("Write the name of the account, at most 254 characters."),
    "user_name_taken": _("The directory has told us of another account with this name."),
    "left_here": _("This account was switched off here. An administrator has to switch it on again first."),
    "protected_address": _(
        "The e-mail address of somebody who was made an administrator by hand is not changed by the directory."
    ),
    "issuer": _("Write the issuer as an https address, without braces, and the client ID."),
    "issuer_silent": _("The issuer did not answer with a description of itself, or with that of another. Check it."),
    "secret": _("Write the client secret. A new issuer never gets the secret of the one before."),
    "metadata": _(
        "This is not the metadata of one identity provider with a sign-in address over https and a certificate to sign"
        " with. Paste the whole file."
    ),
    "vouches": _("Say that your organisation runs this provider and answers for the addresses it sends."),
    "still_here": _("This person is still here. They leave first, so that everything is handed over."),
    "erased": _("The personal data of this account was taken away. It cannot come back."),
    "why": _("Write why, in at least ten characters."),
    "unverified": _("Your sign-in did not confirm your e-mail address, so we cannot tell who you are here."),
    "no_way_in": _("You have no account here, and none of your groups gives you one. Ask your administrator."),
    "off": _("This account is switched off. Ask your administrator."),
    "spent": _("This was done before."),
    "group_name": _("Write the name of the group, at most 255 characters."),
    "group_taken": _("The directory has told us of another group with this name."),
    "members": _("Only people who are known here can be in a group."),
    "mapped": _("This group gives this role already."),
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
