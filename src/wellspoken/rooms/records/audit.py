"""What the records room writes into the audit log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.wording import name_part, name_values

register(
    Action("archive.kept", _("%(actor)s kept what %(channel)s shows")),
    Action("archive.ended", _("%(actor)s noted that %(channel)s does not show it any more")),
    Action("archive.held", _("%(actor)s placed a legal hold: nothing of the post may be deleted")),
    Action("archive.freed", _("%(actor)s lifted the legal hold")),
    Action("archive.deleted", _("%(actor)s deleted from the archive what %(channel)s had shown")),
    Action("binder.asked", _("%(actor)s asked for a binder of %(team)s")),
    Action("binder.moved", _("%(actor)s took the binder a step on")),
    Action("binder.made", _("%(actor)s made the binder")),
    Action("binder.taken", _("%(actor)s took the binder along")),
)
name_values(
    "archive",
    ("why",),
    {
        "withdrawn": pgettext_lazy("why an edition ended", "taken down"),
        "replaced": pgettext_lazy("why an edition ended", "edited"),
    },
)
name_part("archive", pgettext_lazy("part of the product that acts", "archive"))
name_part("records", pgettext_lazy("part of the product that acts", "records"))
