"""Reporting an exposure, looking after it, and closing it. Words that may name somebody are sealed at rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.audit.chain import digest
from wellspoken.rooms.compliance.duties import countries_of, known
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.people.access import Denied, require
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.services import take_down
from wellspoken.rooms.records import archiving
from wellspoken.rooms.records.binder.collecting import facts_of
from wellspoken.rooms.records.incidents import clocks, may_handle, officers
from wellspoken.rooms.records.models import Incident, IncidentNote
from wellspoken.rooms.records.services.archive import ReasonTooShort
from wellspoken.rooms.records.states import INCIDENT

MIN_WORDS = 10


class DutiesOpen(Exception):
    """It cannot be closed while duties have no answer; `duties` names them."""

    def __init__(self, duties: list[str]) -> None:
        super().__init__(", ".join(duties))
        self.duties = duties


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports: `what` came out, to whom it belongs (`people`, may be empty), since when it is known.

    `remove`: take the post down in the same act. `public_reason`: what the public reads then.
    """

    what: str
    people: str = ""
    affected: int | None = None
    known_at: datetime | None = None
    remove: bool = False
    public_reason: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """What becomes a line of the timeline."""

    kind: str
    text: str
    duty: str = ""
    done: bool = False


def report_exposure(*, actor: User, about: Post | Team, report: Report) -> Incident:
    """Keep the evidence, give it to the privacy officer, start the clocks, and take the post down when asked to.

    Anybody who sees the team may report; taking down needs its own right. Raises `Denied`, `ReasonTooShort`.
    """
    post = about if isinstance(about, Post) else None
    team = about.team if isinstance(about, Post) else about
    require(actor, Right.VIEW, team)
    words = _words(report.what)
    if report.remove and post is not None:
        require(actor, Right.TAKE_DOWN, team)
    now = timezone.now()
    evidence: Any = _evidence(post)
    sealed: Any = {"what": words, "people": report.people.strip(), "done": ""}
    found = officers(team)
    with transaction.atomic():
        incident = Incident.objects.create(
            team=team,
            post=post,
            sealed=sealed,
            evidence=evidence,
            evidence_sha256=digest(evidence) if evidence else "",
            affected=report.affected,
            countries=countries_of(team),
            known_at=min(report.known_at or now, now),
            reported_by=actor,
            officer=found[0] if found else None,
        )
        data = {"sha256": incident.evidence_sha256, "countries": incident.countries, "known_at": incident.known_at}
        record(action="incident.reported", actor=actor, obj=incident, data=data)
    if report.remove and post is not None:
        _take_down(actor, incident, post, report.public_reason)
    return incident


def _take_down(actor: User, incident: Incident, post: Post, public_reason: str) -> None:
    """After the report is safe: a takedown that cannot be made must not undo it."""
    reason = f"#{incident.pk}"
    try:
        take_down(actor=actor, post=post, reason=reason, public_reason=public_reason, cause="exposure")
    except StateConflict:
        return  # it was never approved, so nothing of it can be out


def _evidence(post: Post | None) -> dict[str, Any] | None:
    """The post with everything known of it at this moment; its pictures are kept by the archive."""
    if post is None:
        return None
    archiving.keep_post(post.pk)
    if post.current is not None:
        archiving.keep_pictures(post.current.content)
    known_facts = facts_of(post, "en", raw=True)
    known_facts.pop("log")
    return {**known_facts, "captured_at": timezone.now().isoformat(timespec="seconds")}


def _words(text: str) -> str:
    if len(text.strip()) < MIN_WORDS:
        raise ReasonTooShort
    return text.strip()


def _handling(actor: User, incident: Incident) -> None:
    if not may_handle(actor, incident):
        raise Denied(Right.SETTINGS, incident.team)


def note(*, actor: User, incident: Incident, text: str) -> IncidentNote:
    """Add a line to the timeline: its reporter, its officer, the team's administrators. Raises `ReasonTooShort`."""
    if incident.reported_by_id != actor.pk:
        _handling(actor, incident)
    return _note(actor, incident, "incident.noted", _Line("note", _words(text)))


def answer_duty(*, actor: User, incident: Incident, duty: str, done: bool, text: str) -> IncidentNote:
    """Say of a duty that it is done, or why not. Raises `Denied`, `ReasonTooShort`, `StateConflict` for no duty."""
    _handling(actor, incident)
    if not known(duty):
        raise StateConflict(f"no duty {duty}")
    return _note(actor, incident, "incident.told", _Line("duty", _words(text), duty, done))


def assign(*, actor: User, incident: Incident, officer: User) -> None:
    """Give it to somebody who may look after it. Raises `Denied`, also when that person may not."""
    _handling(actor, incident)
    if officer.pk not in {person.pk for person in officers(incident.team)}:
        raise Denied(Right.SETTINGS, incident.team)
    with transaction.atomic():
        if Incident.objects.filter(pk=incident.pk, state="open").update(officer=officer) != 1:
            raise StateConflict(f"incident {incident.pk} is closed")
        incident.officer = officer
        _note(actor, incident, "incident.assigned", _Line("officer", officer.name))


def close(*, actor: User, incident: Incident, done: str) -> None:
    """Close it with what was done. Raises `Denied`, `ReasonTooShort`, `DutiesOpen`, `StateConflict`."""
    _handling(actor, incident)
    words = _words(done)
    unanswered = [one.duty.id for one in clocks(incident, incident.notes.all(), "en") if not one.answers]
    if unanswered:
        raise DutiesOpen(unanswered)
    changes = {
        "closed_by": actor,
        "closed_at": timezone.now(),
        "sealed": {**incident.sealed, "done": words},
    }
    move(incident, INCIDENT, Step(to="closed", actor=actor, action="incident.closed", changes=changes))


def reopen(*, actor: User, incident: Incident, text: str) -> None:
    """Open it again, with the reason in the timeline. Raises `Denied`, `ReasonTooShort`, `StateConflict`."""
    _handling(actor, incident)
    words = _words(text)
    changes = {"closed_by": None, "closed_at": None}
    with transaction.atomic():
        move(incident, INCIDENT, Step(to="open", actor=actor, action="incident.reopened", changes=changes))
        _note(actor, incident, "incident.noted", _Line("note", words))


def _note(actor: User, incident: Incident, action: str, line: _Line) -> IncidentNote:
    """A line of the timeline with its audit entry, which repeats none of its words."""
    sealed: Any = {"text": line.text}
    with transaction.atomic():
        made = IncidentNote.objects.create(
            incident=incident, kind=line.kind, duty=line.duty, done=line.done, sealed=sealed, by=actor
        )
        told = {"duty": line.duty, "answer": "yes" if line.done else "no"} if line.duty else {"kind": line.kind}
        record(action=action, actor=actor, obj=incident, data=told)
    return made
