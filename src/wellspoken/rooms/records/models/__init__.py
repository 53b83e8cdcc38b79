"""Tables of the records room."""

from wellspoken.rooms.records.models.binder import Binder
from wellspoken.rooms.records.models.edition import Edition, KeptPicture, LegalHold, Reached
from wellspoken.rooms.records.models.export import Export
from wellspoken.rooms.records.models.incident import Incident, IncidentNote

__all__ = ["Binder", "Edition", "Export", "Incident", "IncidentNote", "KeptPicture", "LegalHold", "Reached"]
