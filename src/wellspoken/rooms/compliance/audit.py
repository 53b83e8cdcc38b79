"""What the compliance room writes into the audit log. Names, numbers and reasons stay in `personal`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.wording import name_part, name_values

register(
    Action("rules.drafted", _("%(actor)s began to change the rules (set %(object)s)")),
    Action("rules.choice", _("%(actor)s changed the rule %(rule)s from “%(before)s” to “%(after)s” in the draft")),
    Action("rules.term_added", _("%(actor)s added the own term %(term)s to the draft")),
    Action("rules.term_changed", _("%(actor)s changed the own term %(term)s in the draft")),
    Action("rules.term_removed", _("%(actor)s took the own term %(term)s out of the draft")),
    Action("rules.exempted", _("%(actor)s added to the draft something that never counts as patient data: %(kind)s")),
    Action("rules.unexempted", _("%(actor)s took an exemption out of the draft: %(kind)s")),
    Action("rules.on", _("%(actor)s switched on rule set %(number)s")),
    Action("rules.replaced", _("Rule set %(object)s was replaced by set %(by)s")),
    Action("rules.dropped", _("%(actor)s threw away the draft of the rules (set %(object)s)")),
    Action("rules.tried", _("%(actor)s asked to try the draft of the rules on earlier posts")),
    Action("study.added", _("%(actor)s noted the ethics approval %(object)s (%(team)s)")),
    Action("study.ended", _("%(actor)s ended the ethics approval %(object)s (%(team)s)")),
    Action("sombre.begun", _("%(actor)s began %(mood)s (%(team)s)")),
    Action("sombre.ended", _("%(actor)s ended %(mood)s (%(team)s)")),
    Action("rules.trial_moved", _("The trial of the draft on earlier posts went from “%(from)s” to “%(to)s”")),
)
SEVERITIES = {
    "default": pgettext_lazy("severity of a rule", "as delivered"),
    "block": pgettext_lazy("severity of a rule", "stop"),
    "review": pgettext_lazy("severity of a rule", "review"),
    "advise": pgettext_lazy("severity of a rule", "advice"),
    "off": pgettext_lazy("severity of a rule", "off"),
}
MOODS = {
    "crisis": pgettext_lazy("mood of these days", "a crisis"),
    "grief": pgettext_lazy("mood of these days", "days of grief"),
}
KINDS = {
    "person": pgettext_lazy("what is exempt", "a person"),
    "name": pgettext_lazy("what is exempt", "a name of ours"),
    "phone": pgettext_lazy("what is exempt", "a phone number"),
    "email": pgettext_lazy("what is exempt", "an e-mail address"),
    "address": pgettext_lazy("what is exempt", "a street address"),
    "handle": pgettext_lazy("what is exempt", "an account on a network"),
    "domain": pgettext_lazy("what is exempt", "an internet name"),
    "words": pgettext_lazy("what is exempt", "exact words"),
}
_TRIAL = {
    "waiting": pgettext_lazy("state of a trial", "waiting"),
    "running": pgettext_lazy("state of a trial", "running"),
    "done": pgettext_lazy("state of a trial", "done"),
    "cancelled": pgettext_lazy("state of a trial", "stopped"),
    "failed": pgettext_lazy("state of a trial", "failed"),
}
name_values("rules", ("before", "after"), SEVERITIES)
name_values("rules", ("kind",), KINDS)
name_values("rules", ("from", "to"), {**_TRIAL, "draft": _("draft"), "on": _("on"), "replaced": _("replaced")})
name_values("rules", ("team",), {"*": _("the whole organisation")})
name_values("sombre", ("mood",), MOODS)
name_values("sombre", ("team",), {"*": _("the whole organisation")})
name_part("rules", pgettext_lazy("part of the product that acts", "rules"))
