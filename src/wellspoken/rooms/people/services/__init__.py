"""Writes of the people room: keyword-only verbs that name their actor."""

from wellspoken.rooms.people.services.feeds import end_feed, make_feed_key
from wellspoken.rooms.people.services.granting import grant, revoke, set_roles
from wellspoken.rooms.people.services.leaving import leave, may_take_over, tick
from wellspoken.rooms.people.services.organising import (
    Founding,
    OrganisationFacts,
    TeamFacts,
    change_organisation,
    change_team,
    create_team,
    set_up_organisation,
)
from wellspoken.rooms.people.services.people import (
    PersonSettings,
    add_person,
    reactivate,
    sign_out_everywhere,
    update_person_settings,
)

__all__ = [
    "Founding",
    "OrganisationFacts",
    "PersonSettings",
    "TeamFacts",
    "add_person",
    "change_organisation",
    "change_team",
    "create_team",
    "end_feed",
    "grant",
    "leave",
    "make_feed_key",
    "may_take_over",
    "reactivate",
    "revoke",
    "set_roles",
    "set_up_organisation",
    "sign_out_everywhere",
    "tick",
    "update_person_settings",
]
