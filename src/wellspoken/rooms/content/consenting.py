"""The consents that a post is linked to: kept beside its revisions, told to the checks, and looked at as a gate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from wellspoken.rooms.compliance import linked
from wellspoken.rooms.compliance.sayable import Sayable
from wellspoken.rooms.consents.coverage import Planned, Problem, problems
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.selectors import by_keys
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import ConsentUse, Post, Revision
from wellspoken.rooms.people.models import Team


def note_uses(revision: Revision, body: Body, before: Body | None = None) -> None:
    """Keep which consents a revision uses, so that it is known where each was used. In the saving transaction."""
    if before is not None and before.consents:
        ConsentUse.objects.filter(revision=revision).delete()
    known = by_keys(use.key for use in body.consents)
    rows = [ConsentUse(revision=revision, consent=known[use.key]) for use in body.consents if use.key in known]
    ConsentUse.objects.bulk_create(rows)


def foreign(team: Team, keys: set[int]) -> bool:
    """Whether one of these consents is not this team's."""
    return bool(keys) and Authorization.objects.filter(team=team, pk__in=keys).count() != len(keys)


def problems_in(team: Team, body: Body, day: date | None = None) -> list[Problem]:
    """Why the consents linked do not cover the body on that day (today when none is given); empty: they do."""
    if not body.consents:
        return []
    known = by_keys((use.key for use in body.consents), sealed=True)
    today = timezone.localdate(timezone=team.zone)
    planned = Planned(team.pk, body.channels, max(day or today, today))
    found: list[Problem] = []
    for use in body.consents:
        consent = known.get(use.key)
        own = problems(use, consent, planned, today)
        if not own and consent is not None and not _may_name(use.information, consent) and _named(body, consent):
            own = [Problem("name", use.key, consent.code)]
        found += own
    return found


def planned_day(post: Post) -> date | None:
    """The day on which a post shall go out, in its team's zone, when a moment was chosen."""
    return timezone.localdate(post.plan_at, post.team.zone) if post.plan_kind == "at" and post.plan_at else None


def _may_name(information: Sequence[str], consent: Authorization) -> bool:
    return "name" in information and "name" in consent.information


def _named(body: Body, consent: Authorization) -> bool:
    """Whether some text says the person's whole name or last name, written as a name."""
    words = consent.facts.name.split()
    if not words:
        return False
    text = "\n".join(
        [
            body.title,
            body.text,
            *body.variants.values(),
            *(p.alt for p in body.pictures),
            body.film.alt if body.film else "",
        ]
    )
    last = words[-1] if len(words[-1]) > 2 else " ".join(words)
    return re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text) is not None


def covered(body: Sayable, channels: tuple[int, ...]) -> list[linked.Consent]:
    """For the checks: whom the linked consents cover on these channels today. One that does not cover is not told."""
    known = by_keys((use.key for use in body.consents), sealed=True)
    found = []
    for use in body.consents:
        consent = known.get(use.key)
        if consent is None:
            continue
        today = consent.today()
        if problems(use, consent, Planned(consent.team_id, channels, today), today):
            continue
        person = consent.facts.name if _may_name(use.information, consent) else consent.code
        found.append({"person": person, "status": "valid"})
    return found


linked.tell_of(covered)
