"""What the records room writes into the audit log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.wording import name_part, name_values
from wellspoken.rooms.compliance.duties import all_spoken

register(
    Action("archive.kept", _("%(actor)s kept what %(channel)s shows")),
    Action("archive.ended", _("%(actor)s noted that %(channel)s does not show it any more")),
    Action("archive.held", _("%(actor)s placed a legal hold: nothing of the post may be deleted")),
    Action("archive.freed", _("%(actor)s lifted the legal hold")),
    Action("archive.deleted", _("%(actor)s deleted from the archive what %(channel)s had shown")),
    Action("binder.asked", _("%(actor)s asked for a binder of %(team)s")),
    Action("binder.moved", _("%(actor)s took the binder a step on")),
    Action("binder.made", _("%(actor)s made the binder")),
    Action("incident.reported", _("%(actor)s reported an exposure")),
    Action("incident.noted", _("%(actor)s added a note to the incident")),
    Action("incident.told", _("%(actor)s answered a duty of the incident: %(duty)s %(answer)s")),
    Action("incident.assigned", _("%(actor)s gave the incident to somebody to look after")),
    Action("incident.closed", _("%(actor)s closed the incident")),
    Action("incident.reopened", _("%(actor)s opened the incident again")),
    Action("export.asked", _("%(actor)s asked for an export of everything")),
    Action("export.moved", _("%(actor)s took the export a step on")),
    Action("export.made", _("%(actor)s made the export: %(rows)s rows, checksum %(sha256)s")),
    Action("export.taken", _("%(actor)s took the export of everything along")),
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
name_values("incident", ("duty",), all_spoken())
name_values(
    "incident",
    ("answer",),
    {"yes": pgettext_lazy("answer to a duty", "done"), "no": pgettext_lazy("answer to a duty", "not yet")},
)
name_values("reading", ("what",), {"incident": pgettext_lazy("what was read", "what came out")})
name_part("archive", pgettext_lazy("part of the product that acts", "archive"))
name_part("records", pgettext_lazy("part of the product that acts", "records"))
