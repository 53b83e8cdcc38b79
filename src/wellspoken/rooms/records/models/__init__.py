"""Tables of the records room."""

from wellspoken.rooms.records.models.binder import Binder
from wellspoken.rooms.records.models.edition import Edition, KeptPicture, LegalHold, Reached

__all__ = ["Binder", "Edition", "KeptPicture", "LegalHold", "Reached"]
