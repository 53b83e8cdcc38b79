"""What the audit log can say about reviews."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.wording import name_part, name_values
from wellspoken.rooms.compliance.questions import all_spoken
from wellspoken.rooms.review.competence import FIELDS

register(
    Action("review.asked", _("%(actor)s sent version %(revision)s of “%(object)s” to review")),
    Action("review.recalled", _("%(actor)s took “%(object)s” back from review")),
    Action("review.approved", _("%(actor)s approved version %(revision)s of “%(object)s”")),
    Action("review.repeated", _("%(by)s had approved that the same words come again: “%(object)s”")),
    Action("review.changes", _("%(actor)s asked for changes to version %(revision)s of “%(object)s”")),
    Action("review.rejected", _("%(actor)s rejected version %(revision)s of “%(object)s”")),
    Action("review.voided", _("New words ended the review of version %(revision)s of “%(object)s”")),
    Action("review.undone", _("%(actor)s took back their decision on version %(revision)s of “%(object)s”")),
    # tells of the second row that a decision touches; left out where people read a post's life
    Action("review.closed", _("The review of version %(revision)s of “%(object)s” went from %(from)s to %(to)s")),
    Action("review.commented", _("%(actor)s commented on version %(revision)s of “%(object)s”")),
    Action("review.resolved", _("%(actor)s marked a comment on “%(object)s” as done")),
    Action("review.release_asked", _("%(actor)s asked for a release of version %(revision)s of “%(object)s”")),
    Action(
        "review.answered", _("%(actor)s answered for version %(revision)s of “%(object)s”: %(question)s %(answer)s")
    ),
    Action("competence.named", _("%(actor)s named %(object)s for questions of %(field)s")),
    Action("competence.unnamed", _("%(actor)s took %(object)s off questions of %(field)s")),
    Action(
        "competence.trained",
        _("%(actor)s noted a training of %(object)s for questions of %(field)s, on %(on)s; it counts until %(until)s"),
    ),
    Action("review.deputy_named", _("%(actor)s named a deputy who stands in for %(object)s in reviews")),
    Action("review.deputy_ended", _("%(actor)s named nobody any more to stand in for %(object)s in reviews")),
    Action("review.away", _("%(actor)s noted that %(object)s is away from %(first)s to %(last)s")),
    Action("review.back", _("%(actor)s took days away of %(object)s back")),
    Action("review.hours", _("%(actor)s changed when the team %(object)s reviews: %(hours)s")),
    Action("review.reminded", _("Reminded of the review of version %(revision)s of “%(object)s”: %(kind)s")),
    Action(
        "review.missed", _("The time of “%(object)s” passed while version %(revision)s of it waited for a decision")
    ),
    Action("review.deputies_asked", _("%(actor)s asked the deputies to look at version %(revision)s of “%(object)s”")),
    Action("review.released", _("%(actor)s released a stop (%(rule)s) in version %(revision)s of “%(object)s”")),
)
name_values("competence", ("field",), FIELDS)
name_values("review", ("question",), all_spoken())
name_values(
    "review",
    ("answer",),
    {
        "yes": pgettext_lazy("answer to a question", "Yes."),
        "no": pgettext_lazy("answer to a question", "No."),
        "na": pgettext_lazy("answer to a question", "Does not apply."),
    },
)
name_values(
    "review",
    ("kind",),
    {
        "slow": pgettext_lazy("reminder of a review", "it waits for long"),
        "soon": pgettext_lazy("reminder of a review", "two hours before its time"),
        "now": pgettext_lazy("reminder of a review", "half an hour before its time"),
        "everybody": pgettext_lazy("reminder of a review", "everybody who may review is asked"),
    },
)
name_part("reviews", pgettext_lazy("part of the product that acts", "reminders of reviews"))
name_values(
    "review",
    ("from", "to"),
    {
        "open": pgettext_lazy("state of a review", "open"),
        "approved": pgettext_lazy("state of a review", "approved"),
        "changes": pgettext_lazy("state of a review", "changes asked for"),
        "rejected": pgettext_lazy("state of a review", "rejected"),
        "voided": pgettext_lazy("state of a review", "ended"),
    },
)
