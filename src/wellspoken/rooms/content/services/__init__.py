"""Everything that changes a post's content."""

from wellspoken.rooms.content.services.creating import copy_post, create_post, new_correction
from wellspoken.rooms.content.services.filming import drop_film, set_film, waive_captions
from wellspoken.rooms.content.services.importing import drop_import, make_drafts, read_import, undo_import
from wellspoken.rooms.content.services.keeping import bin_post, restore_post, seal, set_plan
from wellspoken.rooms.content.services.saving import Saved, restore_revision, save_post

__all__ = [
    "Saved",
    "bin_post",
    "copy_post",
    "create_post",
    "drop_film",
    "drop_import",
    "make_drafts",
    "new_correction",
    "read_import",
    "restore_post",
    "restore_revision",
    "save_post",
    "seal",
    "set_film",
    "set_plan",
    "undo_import",
    "waive_captions",
]
