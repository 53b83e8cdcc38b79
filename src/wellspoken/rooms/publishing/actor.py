"""Who acts when no person does."""

from __future__ import annotations

from wellspoken.rooms.kernel.actors import SystemActor

WORKER = SystemActor("delivery")
