"""What a team's texts would be judged by at this moment, as one short name: it changes when an answer may change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from wellspoken.rooms.compliance import asking
from wellspoken.rooms.compliance.profile import asked_by
from wellspoken.rooms.people.models import Team


def stamp(team: Team) -> str:
    """32 hex digits over rules, word lists, the rule set that is on, and all that is known of the organisation.

    Products, own names, people, exemptions, days of crisis or grief and an upgrade of the rules all change it.
    """
    profile, book = asked_by(team)
    whole = [asking.version(profile, book), book.mood, json.dumps(asdict(profile), sort_keys=True)]
    return hashlib.blake2b(json.dumps(whole).encode(), digest_size=16).hexdigest()
