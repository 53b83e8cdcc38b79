"""Tables of the people room."""

from wellspoken.rooms.people.models.access_review import AccessReview
from wellspoken.rooms.people.models.api_key import ApiKey
from wellspoken.rooms.people.models.departure import Departure, Rotation
from wellspoken.rooms.people.models.directory import DirectoryGrant, DirectoryGroup, DirectoryPerson, GroupRole
from wellspoken.rooms.people.models.erasure import Erasure
from wellspoken.rooms.people.models.feed_key import FeedKey
from wellspoken.rooms.people.models.grant import Grant
from wellspoken.rooms.people.models.organisation import Organisation, Team
from wellspoken.rooms.people.models.sign_in import (
    OutsideAccount,
    OutsideSession,
    SamlProvider,
    SamlTicket,
    SignInProvider,
    SpentToken,
)
from wellspoken.rooms.people.models.signed_in import SignedIn
from wellspoken.rooms.people.models.user import User

__all__ = [
    "AccessReview",
    "ApiKey",
    "Departure",
    "DirectoryGrant",
    "DirectoryGroup",
    "DirectoryPerson",
    "Erasure",
    "FeedKey",
    "Grant",
    "GroupRole",
    "Organisation",
    "OutsideAccount",
    "OutsideSession",
    "Rotation",
    "SamlProvider",
    "SamlTicket",
    "SignInProvider",
    "SignedIn",
    "SpentToken",
    "Team",
    "User",
]
