"""What people do with deliveries. Each verb checks the right itself and leaves an audit entry."""

from wellspoken.rooms.publishing.models import Triage
from wellspoken.rooms.publishing.services.correcting import correct
from wellspoken.rooms.publishing.services.deciding import cancel, retry, settle_by_person
from wellspoken.rooms.publishing.services.holds import OnHold, Over, ReasonTooShort, lift_hold, place_hold, put_back
from wellspoken.rooms.publishing.services.pace import BadPace, Limits, set_pace
from wellspoken.rooms.publishing.services.takedown import NoReason, answer_duty, take_down
from wellspoken.rooms.publishing.services.tasks import ProofMissing, prove_deleted
from wellspoken.rooms.publishing.services.timing import OutsideApproval, publish_now, set_time
from wellspoken.rooms.publishing.services.triage import Choice, Decided, decide, undo

__all__ = [
    "BadPace", "Choice", "Decided", "Limits", "NoReason", "OnHold", "OutsideApproval", "Over", "ProofMissing",
    "ReasonTooShort", "Triage", "answer_duty", "cancel", "correct", "decide", "lift_hold", "place_hold",
    "prove_deleted", "publish_now", "put_back", "retry", "set_pace", "set_time", "settle_by_person", "take_down",
    "undo",
]  # fmt: skip
