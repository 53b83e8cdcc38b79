"""The register of ethics approvals, and the lock: a text that names an approval is its wording, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from wellspoken.engines.screening.recruiting import fingerprint
from wellspoken.rooms.compliance.models import StudyApproval
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right

MAX_WORDING, MAX_NUMBER = 20_000, 60


class BadStudy(ValueError):
    """What was said is no approval. `code`: number (none, too long, or without a digit), wording, same, team."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What the board's letter says."""

    number: str
    board: str
    title: str
    wording: str
    networks: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """Why a text may not go out as this approval's. `code`: wording, expired or network."""

    code: str
    number: str
    channel: int | None


def standing(team: Team) -> list[StudyApproval]:
    """The approvals of a team that were not ended. One query."""
    return list(StudyApproval.objects.filter(team=team, ended_at__isnull=True))


def add_study(*, actor: Actor, team: Team, facts: StudyFacts) -> StudyApproval:
    """Note an approval. From now on every text of the team that names its number is locked.

    Raises `Denied`, and `BadStudy`.
    """
    authorise(actor, Right.RULES, team)
    number = " ".join(facts.number.replace("\x00", "").split())
    if not number or len(number) > MAX_NUMBER or not any(sign.isdigit() for sign in number):
        raise BadStudy("number")
    wording = facts.wording.replace("\x00", "").replace("\r\n", "\n").strip()
    if not 0 < len(wording) <= MAX_WORDING or not names(wording, number):
        raise BadStudy("wording")
    try:
        with transaction.atomic():
            made = StudyApproval.objects.create(
                team=team,
                number=number,
                board=facts.board,
                title=facts.title,
                wording=wording,
                networks=list(facts.networks),
                until=facts.until,
                added_by=actor if isinstance(actor, User) else None,
            )
            about = {"team": team.name, "wording": fingerprint(wording), "networks": list(facts.networks)}
            record(action="study.added", actor=actor, obj=made, data=about)
    except IntegrityError as error:
        raise BadStudy("same") from error
    return made


def end_study(*, actor: Actor, study: StudyApproval) -> bool:
    """The approval no longer counts; False when it did not already. Raises `Denied`."""
    authorise(actor, Right.RULES, study.team)
    with transaction.atomic():
        rows = StudyApproval.objects.filter(pk=study.pk, ended_at__isnull=True)
        if rows.update(ended_at=timezone.now()) != 1:
            return False
        record(action="study.ended", actor=actor, obj=study, data={"team": study.team.name})
    return True


def get_study(team_keys: Iterable[int], pk: int) -> StudyApproval:
    """A standing approval of one of these teams; raises `NotThere`."""
    rows = StudyApproval.objects.select_related("team").filter(pk=pk, team__in=list(team_keys), ended_at__isnull=True)
    found = rows.first()
    if found is None:
        raise NotThere(f"approval {pk}")
    return found


def names(text: str, number: str) -> bool:
    """Whether a text names the number as a whole, whatever its case and spaces."""
    pattern = r"\s*".join(re.escape(part) for part in number.split())
    return re.search(rf"(?<![\w-]){pattern}(?![\w-])", text, re.IGNORECASE) is not None


def breaches(texts: Sequence[tuple[int | None, str, str]], known: Sequence[StudyApproval], today: date) -> list[Breach]:
    """What the approvals named in (channel, its network, text) do not cover; pure."""
    found = []
    for channel, network, text in texts:
        for study in known:
            if names(text, study.number):
                codes = [
                    ("wording", fingerprint(study.wording) != fingerprint(text)),
                    ("expired", study.until is not None and study.until < today),
                    ("network", bool(study.networks and network and network not in study.networks)),
                ]
                found += [Breach(code, study.number, channel) for code, is_so in codes if is_so]
    return found
