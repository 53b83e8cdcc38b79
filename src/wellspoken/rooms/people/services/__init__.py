"""Writes of the people room: keyword-only verbs that name their actor."""

from wellspoken.rooms.people.services.feeds import end_feed, make_feed_key
from wellspoken.rooms.people.services.granting import grant, revoke, set_roles
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
    deactivate,
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
    "deactivate",
    "end_feed",
    "grant",
    "make_feed_key",
    "reactivate",
    "revoke",
    "set_roles",
    "set_up_organisation",
    "sign_out_everywhere",
    "update_person_settings",
]
