"""What the publishing room writes into the audit log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.wording import name_part, name_values
from wellspoken.rooms.compliance.duties import all_spoken
from wellspoken.rooms.publishing.series_words import WHY

register(
    Action("delivery.scheduled", _("%(actor)s scheduled the post for one channel")),
    Action("delivery.claimed", _("%(actor)s took the delivery up")),
    Action("delivery.sending", _("%(actor)s stored the exact request and began to send it")),
    Action("delivery.live", _("The post is live on the channel")),
    Action("delivery.not_sent", _("The network did not take the post; it will be tried again")),
    Action("delivery.refused", _("The network refused the post")),
    Action("delivery.unknown", _("The answer was lost; whether the post is out is not known yet")),
    Action("delivery.settled", _("%(actor)s found out whether the post is out")),
    Action("delivery.late", _("The delivery waits for a new time")),
    Action("delivery.held", _("The delivery was stopped before it went out")),
    Action("delivery.freed", _("Today's checks no longer stop the delivery; it waits for its time again")),
    Action("delivery.moved", _("%(actor)s moved the delivery to another time")),
    Action("delivery.cancelled", _("%(actor)s cancelled the delivery")),
    Action("delivery.retried", _("%(actor)s asked to send the delivery again")),
    Action("delivery.withdrawing", _("%(actor)s began to take the post down from the channel")),
    Action("delivery.withdrawn", _("The post was taken down from the channel")),
    Action("delivery.corrected", _("Corrected words took the place of these on the channel")),
    Action("post.published", _("The post is out on its first channel")),
    Action("post.withdrawn", _("%(actor)s withdrew the post")),
    Action("delivery.put_back", _("%(actor)s undid a decision; the delivery is held again")),
    Action("channel.paced", _("%(actor)s set how fast %(channel)s may post")),
    Action("takedown.by_hand", _("Only a person can delete the post on %(channel)s; people are asked to")),
    Action("takedown.proved", _("%(actor)s deleted the post on %(channel)s by hand and says how")),
    Action("hold.placed", _("%(actor)s held back everything that would go out: %(name)s")),
    Action("hold.lifted", _("%(actor)s lifted the hold: %(name)s")),
    Action("hold.put_back", _("%(actor)s put the hold back: %(name)s")),
    Action("series.asked", _("%(actor)s asked that “%(object)s” comes again, %(first)s to %(last)s")),
    Action("series.approved", _("%(actor)s approved that “%(object)s” comes again, %(first)s to %(last)s")),
    Action("series.refused", _("%(actor)s refused that “%(object)s” comes again")),
    Action("series.paused", _("%(actor)s let the repetition of “%(object)s” rest: %(why)s")),
    Action("series.resumed", _("%(actor)s let “%(object)s” come again")),
    Action("series.ended", _("%(actor)s ended the repetition of “%(object)s”: %(why)s")),
    Action("series.skipped", _("%(actor)s left out the repetition of “%(object)s” on %(day)s")),
    Action("series.unskipped", _("%(actor)s took the repetition of “%(object)s” on %(day)s in again")),
    Action("series.made", _("%(actor)s made the post of %(day)s from “%(object)s”")),
    Action("takedown.asked", _("%(actor)s asked to take the post down everywhere")),
    Action("takedown.answered", _("%(actor)s answered after the take-down: %(duty)s %(answer)s")),
)
name_values("hold", ("name",), {"organisation": _("the whole organisation")})
name_values("takedown", ("duty",), all_spoken())
name_values(
    "takedown",
    ("answer",),
    {"yes": pgettext_lazy("answer to a duty", "done"), "no": pgettext_lazy("answer to a duty", "not yet")},
)
name_values("series", ("why",), WHY)
name_part("repeats", pgettext_lazy("part of the product that acts", "repetition"))
name_part("delivery", pgettext_lazy("part of the product that acts", "delivery"))
