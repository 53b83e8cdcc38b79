"""What can be done to channels."""

from wellspoken.rooms.channels.accounts import account_for, alone
from wellspoken.rooms.channels.services.changing import change_newsroom, pause, remove, resume, set_slots
from wellspoken.rooms.channels.services.connecting import (
    connect_bluesky_password,
    connect_newsroom,
    connect_sandbox,
    reconnect_password,
)
from wellspoken.rooms.channels.services.health import check_health, mark_broken, mark_ok, note_trouble, store_secrets
from wellspoken.rooms.channels.services.limiting import limit_roles
from wellspoken.rooms.channels.services.oauth import begin_oauth, client_metadata, finish_oauth, way_back

__all__ = [
    "account_for",
    "alone",
    "begin_oauth",
    "change_newsroom",
    "check_health",
    "client_metadata",
    "connect_bluesky_password",
    "connect_newsroom",
    "connect_sandbox",
    "finish_oauth",
    "limit_roles",
    "mark_broken",
    "mark_ok",
    "note_trouble",
    "pause",
    "reconnect_password",
    "remove",
    "resume",
    "set_slots",
    "store_secrets",
    "way_back",
]
