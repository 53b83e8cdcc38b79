"""Tables of the content room."""

from wellspoken.rooms.content.models.post import Post
from wellspoken.rooms.content.models.post_import import PostImport
from wellspoken.rooms.content.models.revision import Revision

__all__ = ["Post", "PostImport", "Revision"]
