"""What people do with deliveries. Each verb checks the right itself and leaves an audit entry."""

from wellspoken.rooms.publishing.services.deciding import cancel, retry, settle_by_person
from wellspoken.rooms.publishing.services.takedown import take_down
from wellspoken.rooms.publishing.services.timing import OutsideApproval, publish_now, set_time

__all__ = ["OutsideApproval", "cancel", "publish_now", "retry", "set_time", "settle_by_person", "take_down"]
