"""Point at which publishing joins in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellspoken.rooms.kernel.hooks import Hook

if TYPE_CHECKING:
    from wellspoken.rooms.people.models import User
    from wellspoken.rooms.review.models import Decision

#: called inside the approving transaction as approved(decision, actor); publishing writes the deliveries
approved: Hook[Decision, User] = Hook("a version was approved")
