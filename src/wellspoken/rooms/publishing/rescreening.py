"""When rules, products, own names or exemptions change, waiting posts are screened again before their minute comes.

Those that no longer pass are held and their authors told; those that were held only for this and pass again wait for
their time as before. Sending looks once more in any case. A pass may run twice or be cut off: nothing is lost by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from wellspoken.rooms.compliance.standing import stamp
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.publishing.mailing import tell_author
from wellspoken.rooms.publishing.models import Delivery, Standing
from wellspoken.rooms.publishing.states import DELIVERY
from wellspoken.rooms.review.checks import Block, unreleased_blocks

#: a delivery held by a pass, and by nothing else
BY_PASS = Q(state="held", reason="checks", reason_data__pass=True)


@dataclass
class Tally:
    """What a pass did, in posts."""

    looked_at: int = 0
    held: int = 0
    freed: int = 0


def rescreen(ended: Callable[[], bool]) -> list[int]:
    """Look again at the waiting posts of every team whose stamp is another than last time; returns those teams' keys.

    `ended()`: the worker is to stop soon; the pass under way is then left and done anew next time.
    """
    done = []
    for team in Team.objects.filter(pk__in=_waiting().values("post__team")):
        if ended():
            break
        if _team(team, ended):
            done.append(team.pk)
    return done


def _team(team: Team, ended: Callable[[], bool]) -> bool:
    now = stamp(team)
    if Standing.objects.filter(team=team, stamp=now).exists():
        return False
    tally = Tally()
    keys = _waiting().filter(post__team=team).order_by("due_at", "pk").values_list("post_id", flat=True)
    for post_id in dict.fromkeys(keys):
        if ended():
            return False
        _post(post_id, tally)
    values = {"stamp": now, "at": timezone.now(), **vars(tally)}
    Standing.objects.update_or_create(team=team, defaults=values)
    return True


def _waiting() -> QuerySet[Delivery]:
    return Delivery.objects.filter(Q(state="scheduled") | BY_PASS).order_by()


def _post(post_id: int, tally: Tally) -> None:
    rows = list(_waiting().filter(post=post_id).select_related("post__team", "post__author", "channel", "revision"))
    tally.looked_at += 1
    held, freed = False, False
    for deliveries in _by_revision(rows):
        blocks = unreleased_blocks(deliveries[0].post, deliveries[0].revision.content)
        for delivery in deliveries:
            mine = [b for b in blocks if not b.channel_ids or delivery.channel_id in b.channel_ids]
            if mine and delivery.state == "scheduled":
                held |= _hold(delivery, mine)
            elif not mine and delivery.state == "held":
                freed |= _free(delivery)
    tally.held += held
    tally.freed += freed


def _by_revision(rows: list[Delivery]) -> list[list[Delivery]]:
    groups: dict[int, list[Delivery]] = {}
    for row in rows:
        groups.setdefault(row.revision_id, []).append(row)
    return list(groups.values())


def _hold(delivery: Delivery, blocks: list[Block]) -> bool:
    """Hold one that waits for its minute, unless it has just left."""
    data = {"count": len(blocks), "rules": sorted({b.rule for b in blocks}), "pass": True}
    changes = {"reason": "checks", "reason_data": data}
    told = {"channel": delivery.channel.name, "reason": "checks", "rules": data["rules"]}
    with transaction.atomic():
        if not _moved(delivery, "held", "delivery.held", changes, told):
            return False
        tell_author(delivery)
    return True


def _free(delivery: Delivery) -> bool:
    """Let one that was held for this wait for its time again; a mail about the next hold is sent anew."""
    told = [subject for subject in delivery.told if subject != "held:checks"]
    changes = {"reason": "", "reason_data": {}, "told": told}
    return _moved(delivery, "scheduled", "delivery.freed", changes, {"channel": delivery.channel.name})


def _moved(delivery: Delivery, to: str, action: str, changes: dict[str, Any], data: dict[str, Any]) -> bool:
    step = Step(
        to=to,
        actor=WORKER,
        action=action,
        only_from=[delivery.state],
        where=Q(fence=delivery.fence),
        changes=changes,
        data=data,
    )
    try:
        move(delivery, DELIVERY, step)
    except StateConflict:
        return False
    return True
