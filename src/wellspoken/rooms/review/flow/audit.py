"""What the audit log can say about workflows and their steps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.wording import name_part

register(
    Action(
        "review.step_approved", _("%(actor)s approved the step “%(step)s” for version %(revision)s of “%(object)s”")
    ),
    Action(
        "review.outside_approved",
        _("Somebody from outside approved the step “%(step)s” for version %(revision)s of “%(object)s”"),
    ),
    Action("review.step_done", _("The step “%(step)s” of version %(revision)s is done")),
    Action("review.step_begun", _("The step “%(step)s” of version %(revision)s is open")),
    Action("review.step_waits", _("The step “%(step)s” of version %(revision)s waits again")),
    Action(
        "review.outside_asked",
        _("%(actor)s asked somebody from outside to look at version %(revision)s of “%(object)s”"),
    ),
    Action("review.outside_opened", _("Somebody from outside opened version %(revision)s of “%(object)s”")),
    Action("review.outside_ended", _("%(actor)s took a link to version %(revision)s of “%(object)s” back")),
    Action("review.reopened", _("%(actor)s opened a thread of comments on “%(object)s” again")),
    Action("workflow.added", _("%(actor)s added the workflow “%(object)s” to %(team)s")),
    Action("workflow.changed", _("%(actor)s changed the workflow “%(object)s” of %(team)s")),
    Action("workflow.moved", _("%(actor)s moved the workflow “%(object)s” of %(team)s to place %(place)s")),
    Action("workflow.ended", _("%(actor)s took the workflow “%(object)s” of %(team)s out of use")),
)
name_part("outside reviewer", _("somebody from outside, by a private link"))
