"""Tables of the content room."""

from wellspoken.rooms.content.models.consent_use import ConsentUse
from wellspoken.rooms.content.models.post import Post
from wellspoken.rooms.content.models.post_import import PostImport
from wellspoken.rooms.content.models.revision import Revision

__all__ = ["ConsentUse", "Post", "PostImport", "Revision"]
