"""Tables of the people room."""

from wellspoken.rooms.people.models.feed_key import FeedKey
from wellspoken.rooms.people.models.grant import Grant
from wellspoken.rooms.people.models.organisation import Organisation, Team
from wellspoken.rooms.people.models.user import User

__all__ = ["FeedKey", "Grant", "Organisation", "Team", "User"]
