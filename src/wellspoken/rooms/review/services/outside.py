"""What somebody from outside does by their link: comment on this one version, approve their step, ask for changes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.review.flow.errors import NotYourStep, OutsideGone
from wellspoken.rooms.review.flow.passing import flow_of
from wellspoken.rooms.review.models import Comment, Decision, OutsideReviewer
from wellspoken.rooms.review.questions import require_settled
from wellspoken.rooms.review.services.deciding import OUTCOMES, checked_reason, decide_in_step, require_released
from wellspoken.rooms.review.services.inviting import BY_LINK, require_open
from wellspoken.rooms.review.services.stepping import Voice
from wellspoken.rooms.review.services.talking import Said, write_comment
from wellspoken.rooms.review.states import StepState

#: what somebody from outside may decide: rejecting for good stays with the house
VERDICTS = ("approve", "changes")


def may_decide(row: OutsideReviewer) -> bool:
    """Whether their step is open and lets people from outside in; as far as this row knows."""
    return row.step is not None and row.step.outside and row.step.state == StepState.OPEN


def decide_outside(*, row: OutsideReviewer, verdict: str, reason: str = "", seen: str = "") -> Decision:
    """Approve their step, or ask for changes, about exactly the version the link shows; the link is used up.

    Raises `OutsideGone`, `NotYourStep` (no step, or it is not open), `ReasonNeeded`, `BlockedByChecks`, `Unanswered`.
    """
    require_open(row)
    request, step = row.request, row.step
    if verdict not in VERDICTS or step is None or not may_decide(row):
        raise NotYourStep(())
    outcome = OUTCOMES[verdict]
    said = checked_reason(reason, outcome)
    if seen != request.content_hash:
        raise OutsideGone("over")
    field = None if flow_of(request).ends_with(step) else step.field
    asked = require_released(request, field) if outcome.lets else []
    try:
        with transaction.atomic():
            _use_up(row)
            decision = decide_in_step(Voice(BY_LINK, said, outside=row), request, verdict, step)
            require_settled(request, asked)
            return decision
    except StateConflict as conflict:
        raise OutsideGone("over") from conflict


def _use_up(row: OutsideReviewer) -> None:
    """One decision for each link, whoever clicks twice."""
    now = timezone.now()
    rows = OutsideReviewer.objects.filter(pk=row.pk, decided_at__isnull=True, ended_at__isnull=True, expires_at__gt=now)
    if rows.update(decided_at=now) != 1:
        raise StateConflict(f"invitation {row.pk} is over")


def comment_outside(*, row: OutsideReviewer, said: Said) -> Comment:
    """Say something about the version; raises `OutsideGone`, `ReasonNeeded`, `NoSuchPassage`."""
    require_open(row)
    return write_comment(BY_LINK, row.request.revision, said, outside=row)
