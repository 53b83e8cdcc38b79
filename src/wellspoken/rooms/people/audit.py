"""What the people room writes in the audit log. Personal text (names, addresses) stays in `personal`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.audit.actions import Action, register

register(
    Action("organisation.created", _("%(actor)s set up the organisation %(object)s")),
    Action("organisation.changed", _("%(actor)s changed the organisation: %(fields)s")),
    Action("team.created", _("%(actor)s made the team %(object)s")),
    Action("team.changed", _("%(actor)s changed the team %(object)s: %(fields)s")),
    Action("person.added", _("%(actor)s added %(object)s")),
    Action("person.changed", _("%(actor)s changed the settings of %(object)s: %(fields)s")),
    Action("person.granted", _("%(actor)s made %(object)s %(role)s in %(team)s")),
    Action("person.revoked", _("%(actor)s took the role %(role)s in %(team)s from %(object)s")),
    Action("person.left", _("%(actor)s switched off the account of %(object)s")),
    Action("person.returned", _("%(actor)s switched the account of %(object)s on again")),
    Action("person.signed_out", _("%(actor)s signed %(object)s out everywhere")),
)
