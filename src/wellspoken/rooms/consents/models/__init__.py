"""Tables of the consents room."""

from wellspoken.rooms.consents.models.authorization import Authorization
from wellspoken.rooms.consents.models.private_link import PrivateLink
from wellspoken.rooms.consents.models.signature import Signature

__all__ = ["Authorization", "PrivateLink", "Signature"]
