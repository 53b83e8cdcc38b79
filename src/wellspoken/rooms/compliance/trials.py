"""The draft tried on what was said before, in the background: which posts would newly be stopped, reviewed or freed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.compliance import corpus
from wellspoken.rooms.compliance.asking import ask
from wellspoken.rooms.compliance.house.book import Book, Entries, entries_of
from wellspoken.rooms.compliance.house.drafting import authorised, draft, switched_on
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import Trial
from wellspoken.rooms.compliance.profile import profile_of
from wellspoken.rooms.compliance.services import questions_of
from wellspoken.rooms.compliance.states import TRIAL, TrialState
from wellspoken.rooms.kernel.actors import Actor, SystemActor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.people.models import Team, User

RULES = SystemActor("rules")
#: how far back a trial looks
BACK = timedelta(days=365)
#: a worker that says nothing for this long is dead, and its trial begins anew elsewhere
LEASE = timedelta(minutes=2)
#: progress is written, and a wish to stop is seen, after this many posts
STEP = 20
#: posts kept by name for each kind of change; all are counted
MOST_NAMED = 100
#: pause after each step, so that delivery and pages of the same machine are not held up
BREATH_SECONDS = 0.02
_RANK = {"ok": 0, "review": 1, "block": 2}


def ask_trial(*, actor: Actor) -> Trial:
    """Ask for the draft to be tried on the posts of the last year; one that is under way for it is returned.

    Raises `Denied` (the right is needed in the whole organisation: every team's posts are read) and
    `RuleProblem("no_draft")`.
    """
    authorised(actor, None)
    with transaction.atomic():
        made = draft()
        if made is None:
            raise RuleProblem("no_draft")
        digest = entries_of(made).digest()
        known = Trial.objects.filter(rule_set=made, digest=digest, state__in=["waiting", "running"]).first()
        if known is not None:
            return known
        since, by = timezone.now() - BACK, actor if isinstance(actor, User) else None
        trial = Trial.objects.create(rule_set=made, digest=digest, since=since, total=corpus.count(since), by=by)
        record(action="rules.tried", actor=actor, obj=trial, data={"set": made.number, "posts": trial.total})
    return trial


def stop(*, actor: Actor, pk: int) -> None:
    """Stop a trial; nothing happens when it is over. Raises `Denied`, `NotThere`."""
    authorised(actor, None)
    trial = get_trial(pk)
    with suppress(StateConflict):
        _move(trial, "cancelled", actor, ended_at=timezone.now())


def get_trial(pk: int) -> Trial:
    """A trial by key; raises `NotThere`."""
    found = Trial.objects.select_related("rule_set", "by").filter(pk=pk).first()
    if found is None:
        raise NotThere(f"trial {pk}")
    return found


def latest() -> Trial | None:
    """The newest trial of the draft that is there now."""
    return Trial.objects.filter(rule_set__state="draft").select_related("rule_set").first()


def work(ended: Callable[[], bool]) -> bool:
    """Run one waiting trial to its end; False when none waits. `ended()`: the worker is to stop soon."""
    _bring_back(timezone.now())
    trial = Trial.objects.filter(state=TrialState.WAITING).select_related("rule_set").order_by("pk").first()
    if trial is None:
        return False
    try:
        _move(trial, "running", RULES, lease_until=timezone.now() + LEASE, done=0, found=[], counts={})
    except StateConflict:
        return False
    try:
        _run(trial, ended)
    except Exception:
        with suppress(StateConflict):
            _move(trial, "failed", RULES, ended_at=timezone.now(), lease_until=None)
        raise
    return True


def _bring_back(now: datetime) -> None:
    """Trials of dead workers wait again."""
    for trial in Trial.objects.filter(state=TrialState.RUNNING, lease_until__lt=now):
        with suppress(StateConflict):
            _move(trial, "waiting", RULES, where=Q(lease_until=trial.lease_until), lease_until=None)


def _move(trial: Trial, to: str, actor: Actor, where: Q | None = None, **changes: Any) -> None:
    step = Step(to=to, actor=actor, action="rules.trial_moved", where=where, changes=changes)
    move(trial, TRIAL, step)


@dataclass
class _Bench:
    """The two sets side by side; profile and books of each team are read once."""

    now: Entries
    then: Entries
    teams: dict[int, tuple[Any, Book, Book]] = field(default_factory=dict)

    def of(self, team: Team) -> tuple[Any, Book, Book]:
        if team.pk not in self.teams:
            books = self.now.book(0, "trial-now", team.pk), self.then.book(0, "trial-then", team.pk)
            self.teams[team.pk] = (profile_of(team), *books)
        return self.teams[team.pk]

    def compare(self, spoken: corpus.Spoken) -> dict[str, Any] | None:
        """How the post's verdict would change, or None."""
        profile, now, then = self.of(spoken.team)
        before, after, rules = "ok", "ok", set()
        for _part, _channels, question in questions_of(spoken.body):
            one, two = ask(question, profile, now), ask(question, profile, then)
            before, after = _worse(before, one.verdict), _worse(after, two.verdict)
            pairs = {(f.rule, f.severity) for f in one.findings} ^ {(f.rule, f.severity) for f in two.findings}
            rules |= {rule for rule, _severity in pairs}
        if before == after:
            return None
        return {"post": spoken.post, "title": spoken.body.title, "team": spoken.team.name,
                "before": before, "after": after, "rules": sorted(rules)}  # fmt: skip


def _worse(one: str, two: str) -> str:
    return one if _RANK[one] >= _RANK[two] else two


def kind_of(change: dict[str, Any]) -> str:
    """`blocked`, `reviewed`, `eased` (from stop to review) or `freed`, from the verdicts before and after."""
    before, after = change["before"], change["after"]
    if after == "block":
        return "blocked"
    if after == "review":
        return "reviewed" if before == "ok" else "eased"
    return "freed"


def _run(trial: Trial, ended: Callable[[], bool]) -> None:
    bench = _Bench(entries_of(switched_on()), entries_of(trial.rule_set))
    found: list[dict[str, Any]] = []
    counts: Counter[str] = Counter()
    done = 0
    for chunk in _chunks(corpus.walk(trial.since)):
        for change in filter(None, map(bench.compare, chunk)):
            kind = kind_of(change)
            counts[kind] += 1
            if counts[kind] <= MOST_NAMED:
                found.append({**change, "kind": kind})
        done += len(chunk)
        if not _noted(trial, done, found, counts):
            return
        if ended():
            _move(trial, "waiting", RULES, lease_until=None)
            return
        time.sleep(BREATH_SECONDS)
    _move(trial, "done", RULES, ended_at=timezone.now(), lease_until=None, total=done)


def _noted(trial: Trial, done: int, found: list[dict[str, Any]], counts: Counter[str]) -> bool:
    """Write the progress; False when somebody stopped the trial."""
    rows = Trial.objects.filter(pk=trial.pk, state=TrialState.RUNNING)
    lease = timezone.now() + LEASE
    return rows.update(done=done, found=found, counts=dict(counts), lease_until=lease) == 1


def _chunks(spoken: Iterator[corpus.Spoken]) -> Iterator[list[corpus.Spoken]]:
    chunk: list[corpus.Spoken] = []
    for item in spoken:
        chunk.append(item)
        if len(chunk) == STEP:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
