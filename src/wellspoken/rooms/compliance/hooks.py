"""Points at which higher rooms join in; see `rooms.kernel.hooks`."""

from __future__ import annotations

from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.hooks import Hook

#: `(actor)`: another set of rules counts from now on. Runs in the same transaction.
rules_changed: Hook[Actor] = Hook("another set of rules counts")
