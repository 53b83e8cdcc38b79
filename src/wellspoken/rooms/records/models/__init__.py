"""Tables of the records room."""

from wellspoken.rooms.records.models.edition import Edition, KeptPicture, LegalHold, Reached

__all__ = ["Edition", "KeptPicture", "LegalHold", "Reached"]
