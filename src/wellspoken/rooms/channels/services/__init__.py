"""What can be done to channels."""

from wellspoken.rooms.channels.accounts import account_for, alone
from wellspoken.rooms.channels.services.changing import change_newsroom, pause, remove, resume, set_slots
from wellspoken.rooms.channels.services.choosing import choose, offered, waiting_choice
from wellspoken.rooms.channels.services.connecting import (
    connect_bluesky_password,
    connect_newsroom,
    connect_sandbox,
    reconnect_password,
)
from wellspoken.rooms.channels.services.health import check_health, mark_broken, mark_ok, note_trouble, store_secrets
from wellspoken.rooms.channels.services.limiting import limit_roles
from wellspoken.rooms.channels.services.noting import BadNote, Said, note_data
from wellspoken.rooms.channels.services.oauth import (
    begin_oauth,
    client_metadata,
    finish_oauth,
    redirect_uri,
    way_back,
)
from wellspoken.rooms.channels.services.registering import forget_app, register_app
from wellspoken.rooms.channels.services.testing import as_steps, self_test
from wellspoken.rooms.channels.services.tokens import Connected, connect_token, reconnect_token

__all__ = [
    "BadNote",
    "Connected",
    "Said",
    "account_for",
    "alone",
    "as_steps",
    "begin_oauth",
    "change_newsroom",
    "check_health",
    "choose",
    "client_metadata",
    "connect_bluesky_password",
    "connect_newsroom",
    "connect_sandbox",
    "connect_token",
    "finish_oauth",
    "forget_app",
    "limit_roles",
    "mark_broken",
    "mark_ok",
    "note_data",
    "note_trouble",
    "offered",
    "pause",
    "reconnect_password",
    "reconnect_token",
    "redirect_uri",
    "register_app",
    "remove",
    "resume",
    "self_test",
    "set_slots",
    "store_secrets",
    "waiting_choice",
    "way_back",
]
