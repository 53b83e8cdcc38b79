"""Points at which higher rooms join in; see `rooms.kernel.hooks`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellspoken.rooms.kernel.hooks import Hook

if TYPE_CHECKING:
    from wellspoken.rooms.consents.models import Authorization
    from wellspoken.rooms.kernel.actors import Actor

#: called inside the transaction as withdrawn(authorization, actor); publishing stops what uses it
withdrawn: Hook[Authorization, Actor] = Hook("a consent was taken back")
