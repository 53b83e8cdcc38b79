"""What the channels room writes into the audit log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.wording import name_part

register(
    Action("channel.connected", _("%(actor)s connected %(object)s")),
    Action("channel.reconnected", _("%(actor)s reconnected %(object)s")),
    Action("channel.paused", _("%(actor)s paused %(object)s")),
    Action("channel.resumed", _("%(actor)s resumed %(object)s")),
    Action("channel.broken", _("%(object)s stopped working")),
    Action("channel.recovered", _("%(object)s works again")),
    Action("channel.removed", _("%(actor)s removed %(object)s")),
    Action("channel.changed", _("%(actor)s changed the name or language of %(object)s")),
    Action("channel.tested", _("%(actor)s tested %(object)s")),
    Action("channel.data_noted", _("%(actor)s noted what %(object)s tells people about their data")),
    Action("network.registered", _("%(actor)s registered an application with %(object)s")),
    Action("network.changed", _("%(actor)s changed the application registered with %(object)s")),
    Action("network.forgotten", _("%(actor)s removed the application registered with %(object)s")),
    Action("channel.slots", _("%(actor)s changed the posting times of %(object)s")),
)
name_part("health check", pgettext_lazy("part of the product that acts", "health check"))
