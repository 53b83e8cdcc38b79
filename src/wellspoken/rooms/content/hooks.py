"""Points at which review and publishing join in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellspoken.rooms.kernel.hooks import Hook

if TYPE_CHECKING:
    from wellspoken.rooms.content.models import Post, Revision
    from wellspoken.rooms.kernel.actors import Actor

#: called inside the saving transaction as revised(post, before, after, actor) when the content hash changed
revised: Hook[Post, Revision | None, Revision, Actor] = Hook("a post has new content")
