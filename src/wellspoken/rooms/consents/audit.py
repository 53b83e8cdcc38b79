"""What the consents room writes into the audit log. Consents are named by their code, never by the person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.wording import name_part, name_values

register(
    Action("consent.begun", _("%(actor)s began the consent %(object)s")),
    Action("consent.changed", _("%(actor)s changed the consent %(object)s before it was offered")),
    Action("consent.read", _("%(actor)s read the whole consent %(object)s")),
    Action("consent.signature_read", _("%(actor)s looked at the signature of the consent %(object)s")),
    Action("consent.offered", _("%(actor)s fixed the text of the consent %(object)s, ready to be signed")),
    Action("consent.reopened", _("%(actor)s took the consent %(object)s back to change it")),
    Action("consent.link_made", _("%(actor)s made a private link for the consent %(object)s")),
    Action("consent.link_ended", _("%(actor)s ended the private link of the consent %(object)s")),
    Action("consent.link_opened", _("The private link of the consent %(object)s was opened for the first time")),
    Action("consent.signed", _("The consent %(object)s was signed (%(how)s)")),
    Action("consent.copy_given", _("%(actor)s gave a copy of the consent %(object)s")),
    Action("consent.refused", _("The consent %(object)s was refused")),
    Action("consent.expired", _("The consent %(object)s is over")),
    Action("consent.event", _("%(actor)s noted that what ends the consent %(object)s has happened")),
    Action("consent.withdrawn", _("The consent %(object)s was taken back (%(how)s)")),
    Action("consent.settled", _("%(actor)s confirmed that every use of the consent %(object)s has ended")),
    Action("consent.erased", _("%(actor)s took away what named the person in the consent %(object)s")),
    Action("consent.held", _("%(actor)s put the consent %(object)s under legal hold")),
    Action("consent.unheld", _("%(actor)s lifted the legal hold of the consent %(object)s")),
)
SIGNED_HOW = {
    "drawn": pgettext_lazy("how a consent was signed", "signature drawn on a screen"),
    "typed": pgettext_lazy("how a consent was signed", "name typed"),
    "scan": pgettext_lazy("how a consent was signed", "signed on paper"),
}
WITHDRAWN_HOW = {
    "link": pgettext_lazy("how a consent was taken back", "by private link"),
    "letter": pgettext_lazy("how a consent was taken back", "by letter"),
    "mail": pgettext_lazy("how a consent was taken back", "by e-mail"),
    "phone": pgettext_lazy("how a consent was taken back", "on the phone"),
    "talk": pgettext_lazy("how a consent was taken back", "in person"),
    "false": pgettext_lazy("how a consent was taken back", "found to be wrong"),
}
STATES = {
    "draft": pgettext_lazy("state of a consent", "draft"),
    "offered": pgettext_lazy("state of a consent", "waits for the signature"),
    "signed": pgettext_lazy("state of a consent", "signed"),
    "refused": pgettext_lazy("state of a consent", "refused"),
    "withdrawn": pgettext_lazy("state of a consent", "taken back"),
    "expired": pgettext_lazy("state of a consent", "over"),
}
name_values("consent", ("how",), {**SIGNED_HOW, **WITHDRAWN_HOW})
name_values("consent", ("from", "to"), STATES)
name_part("consent link", pgettext_lazy("who acts by a private link", "the person, by private link"))
name_part("consents", pgettext_lazy("part of the product that acts", "consents"))
