"""Points at which publishing joins in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellspoken.rooms.kernel.hooks import Hook

if TYPE_CHECKING:
    from wellspoken.rooms.kernel.actors import Actor
    from wellspoken.rooms.review.models import Decision, ReviewRequest

#: called inside the approving transaction as approved(decision, actor); publishing writes the deliveries
approved: Hook[Decision, Actor] = Hook("a version was approved")

#: called inside the transaction as taken_back(request, actor) when an approval ends though the words are the
#: same (the decider undoes it, or the author recalls the post); publishing cancels what waits, and raises
#: StateConflict when something is already on its way
taken_back: Hook[ReviewRequest, Actor] = Hook("an approval was taken back")
