"""Mail about what concerns many posts at once: each event once, whoever of the workers comes first."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.publishing import by_hand, holding
from wellspoken.rooms.publishing.models import Hold, Outage, TakedownTask
from wellspoken.rooms.publishing.outages import NEWS_AFTER

log = logging.getLogger(__name__)
#: what a mail says in the reader's language: its subject and its lines
Words = Callable[[User], tuple[str, list[str]]]


def people_with(right: Right, teams: list[int] | None) -> list[User]:
    """Active people who hold the right in one of the teams or everywhere (None: anybody who holds it), once each."""
    where = Q() if teams is None else Q(team__in=teams) | Q(team=None)
    grants = Grant.objects.filter(where, role__in=roles_with(right))
    return list(User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("pk"))


def send(people: list[User], words: Words) -> None:
    """One mail each, in their own language; a mail server that is down is logged and costs nothing else."""
    if is_quiet():
        return
    for person in people:
        with translation.override(person.language):
            subject, lines = words(person)
            text = "\n".join([_("Hello %(name)s,") % {"name": person.name}, "", *lines])
        try:
            send_mail(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [person.email])
        except (OSError, SMTPException) as error:
            log.warning("mail was not sent: %s", error)


def tell_of_holds() -> None:
    """Tell publishers of holds that were placed or lifted since the last look."""
    for hold in Hold.objects.exclude(told=F("state")).select_related("team", "channel", "by", "lifted_by"):
        if Hold.objects.filter(pk=hold.pk, state=hold.state, told=hold.told).update(told=hold.state) == 1:
            _tell(hold)


def _tell(hold: Hold) -> None:
    actor = hold.by if hold.standing else hold.lifted_by
    teams = sorted({team for team in holding.covered(hold).values_list("team_id", flat=True)})
    people = [p for p in people_with(Right.PUBLISH, teams) if actor is None or p.pk != actor.pk]
    waiting = 0 if hold.standing else holding.caught(hold).count()
    if hold.standing:
        send(people, lambda _person: _placed(hold))
    elif waiting:
        send(people, lambda _person: _lifted(hold, waiting))


def _placed(hold: Hold) -> tuple[str, list[str]]:
    name = named(hold)
    lines = [
        _("%(who)s holds back everything that would go out: %(name)s.")
        % {"who": hold.by or _("Somebody"), "name": name},
        _("Reason: %(reason)s") % {"reason": hold.reason},
        "",
        _("Nothing goes out until the hold is lifted, and then each post waits for a decision."),
        f"{settings.SITE_URL}/holds/{hold.pk}/",
    ]
    return _("Posts are held back: %(name)s") % {"name": name}, lines


def _lifted(hold: Hold, waiting: int) -> tuple[str, list[str]]:
    count = ngettext(
        "%(n)d post that it caught waits for a decision.",
        "%(n)d posts that it caught wait for a decision.",
        waiting,
    ) % {"n": waiting}
    lines = [_("The hold is lifted: %(name)s.") % {"name": named(hold)}, count, f"{settings.SITE_URL}/holds/{hold.pk}/"]
    return _("The hold is lifted: %(name)s") % {"name": named(hold)}, lines


def remind_of_tasks() -> None:
    """Ask for takedowns by hand when they are opened, and again until they are proved."""
    now = timezone.now()
    due = TakedownTask.objects.filter(state="open", remind_at__lte=now)
    for task in due.select_related("delivery__post", "delivery__channel").defer("delivery__channel__secrets"):
        mine = TakedownTask.objects.filter(pk=task.pk, state="open", remind_at=task.remind_at)
        if mine.update(remind_at=by_hand.next_reminder(task, now), reminders=task.reminders + 1) == 1:
            send(people_with(Right.TAKE_DOWN, [task.delivery.post.team_id]), partial(_delete_it, task))


def _delete_it(task: TakedownTask, _person: User) -> tuple[str, list[str]]:
    delivery = task.delivery
    title = delivery.post.title or _("Untitled post")
    network = network_name(delivery.channel.network)
    lines = [
        _("“%(title)s” is to be taken down and is still on %(channel)s (%(network)s).")
        % {"title": title, "channel": delivery.channel.name, "network": network},
        _("Only a person can delete it there. Please do, and tell us:"),
        f"{settings.SITE_URL}/takedowns/{task.pk}/",
    ]
    return _("Please delete “%(title)s” on %(network)s") % {"title": title, "network": network}, lines


def tell_of_outages() -> None:
    """Tell the owners of the channels on a server that does not take posts: once per outage."""
    long_enough = timezone.now() - NEWS_AFTER
    for outage in Outage.objects.filter(ended_at=None, told=False, began_at__lte=long_enough):
        if Outage.objects.filter(pk=outage.pk, told=False).update(told=True) == 1:
            channels = Channel.objects.filter(network=outage.network, server=outage.server).exclude(state="removed")
            teams = sorted(set(channels.values_list("team_id", flat=True)))
            send(people_with(Right.CHANNELS, teams), partial(_down, outage))


def _down(outage: Outage, person: User) -> tuple[str, list[str]]:
    where = outage.server.removeprefix("https://") or network_name(outage.network)
    since = outage.began_at.astimezone(person.zone)
    lines = [
        _("%(where)s has not taken posts since %(time)s.") % {"where": where, "time": since.strftime("%H:%M")},
        _("You need do nothing: posts wait and go out when it works again; other channels keep their time."),
        _("A post that would be more than %(n)d minutes late asks for a new time instead.")
        % {"n": settings.DELIVERY_OUTAGE_LIMIT_MINUTES},
        f"{settings.SITE_URL}/channels/",
    ]
    return _("%(where)s cannot be reached") % {"where": where}, lines


def named(hold: Hold) -> str:
    """What is held, in words."""
    if hold.channel is not None:
        return hold.channel.name
    return hold.team.name if hold.team is not None else _("the whole organisation")
