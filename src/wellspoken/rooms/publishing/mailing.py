"""Mail to the author when a delivery needs a person: once per delivery and reason, never in the delivery's way."""

from __future__ import annotations

import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.people.models import User
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.words import say

log = logging.getLogger(__name__)


def tell_author(delivery: Delivery, reason: str = "") -> None:
    """Once this transaction is safe, write to the post's author about the delivery's state (or `reason`)."""
    transaction.on_commit(partial(_tell, delivery.pk, reason), robust=True)


def _tell(pk: int, reason: str) -> None:
    try:
        delivery = _first_time(pk, reason)
        author = delivery.post.author if delivery else None
        if delivery is not None and author is not None and author.is_active and not is_quiet():
            _send(delivery, author, reason)
    except (DatabaseError, OSError, SMTPException) as error:
        log.warning("mail about delivery %s was not sent: %s", pk, error)


def _first_time(pk: int, reason: str) -> Delivery | None:
    with transaction.atomic():
        rows = Delivery.objects.select_for_update(of=("self",)).select_related("post__author", "channel")
        delivery = rows.get(pk=pk)
        subject = reason or f"{delivery.state}:{delivery.reason}"
        if subject in delivery.told:
            return None
        Delivery.objects.filter(pk=pk).update(told=[*delivery.told, subject])
    return delivery


def _send(delivery: Delivery, author: User, reason: str) -> None:
    with translation.override(author.language):
        title = delivery.post.title or _("Untitled post")
        subject = _("“%(title)s” needs you") % {"title": title}
        lines = [
            _("Hello %(name)s,") % {"name": author.name},
            "",
            f"{delivery.channel.name}: {say(delivery, overdue=reason == 'overdue')}",
            "",
            _("Open the post:"),
            f"{settings.SITE_URL}/posts/{delivery.post_id}/",
        ]
    send_mail(" ".join(subject.split()), "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [author.email])
