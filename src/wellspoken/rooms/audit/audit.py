"""What the audit room itself records."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.chain import REDACTED
from wellspoken.rooms.audit.reading import READ
from wellspoken.rooms.audit.wording import name_part, name_values

register(
    Action(REDACTED, _("%(actor)s emptied the personal text of %(count)s entries")),
    Action("audit.key_made", _("%(actor)s made the key that signs the log's anchors")),
    Action("audit.keys_renewed", _("%(actor)s renewed the key that seals secrets; %(count)s values were sealed anew")),
    Action("audit.exported", _("%(actor)s took the whole audit log along")),
    Action(READ, _("%(actor)s looked at %(what)s: %(object)s")),
)
name_values("reading", ("what",), {"raw": pgettext_lazy("what was read", "a network's raw answers")})
name_part("audit", pgettext_lazy("part of the product that acts", "audit log"))
name_part("command", pgettext_lazy("part of the product that acts", "command line"))
