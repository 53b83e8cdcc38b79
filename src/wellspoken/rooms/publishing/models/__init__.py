"""Tables of the publishing room."""

from wellspoken.rooms.publishing.models.delivery import Attempt, Delivery
from wellspoken.rooms.publishing.models.heartbeat import Heartbeat
from wellspoken.rooms.publishing.models.hold import Hold, Triage
from wellspoken.rooms.publishing.models.newsroom import NewsItem
from wellspoken.rooms.publishing.models.pace import Outage, Pace
from wellspoken.rooms.publishing.models.series import Series, SeriesDay
from wellspoken.rooms.publishing.models.standing import Standing
from wellspoken.rooms.publishing.models.takedown import Takedown
from wellspoken.rooms.publishing.models.task import TakedownTask

__all__ = [
    "Attempt", "Delivery", "Heartbeat", "Hold", "NewsItem", "Outage", "Pace", "Series", "SeriesDay", "Standing",
    "Takedown", "TakedownTask", "Triage",
]  # fmt: skip
