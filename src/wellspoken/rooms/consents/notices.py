"""Mail about what a person did on their private link: a code, no name, and where to look."""

from __future__ import annotations

import logging
from functools import partial
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Right, roles_with

log = logging.getLogger(__name__)
#: state -> subject, sentence, the page to look at below the consent's own
SAID: dict[str, tuple[Any, Any, str]] = {
    "signed": (gettext_lazy("Consent %(code)s was signed"), gettext_lazy("Posts may use it from now on."), ""),
    "refused": (gettext_lazy("Consent %(code)s was refused"), gettext_lazy("Nothing of it may be used."), ""),
    "withdrawn": (
        gettext_lazy("Consent %(code)s was taken back"),
        gettext_lazy("Posts that wait are stopped. Look what is public, and take it down: clocks of the law run."),
        "withdrawal/",
    ),
}


def told_by_link(consent: Authorization) -> None:
    """Tell whoever asked for it, once this transaction is safe; of a withdrawal also those who may take posts down."""
    transaction.on_commit(partial(_tell, consent.pk), robust=True)


def _tell(pk: int) -> None:
    try:
        consent = Authorization.objects.select_related("team", "made_by").defer("sealed", "shown").get(pk=pk)
        letters = [_letter(person, consent) for person in _people(consent)]
        if letters and not is_quiet():
            with get_connection() as line:
                line.send_messages(letters)
    except (DatabaseError, OSError, SMTPException) as error:
        log.warning("mail about consent %s was not sent: %s", pk, type(error).__name__)


def _people(consent: Authorization) -> list[User]:
    """Active people, each once, in the order of their keys."""
    found = {consent.made_by} if consent.made_by is not None else set()
    if consent.state == "withdrawn":
        grants = Grant.objects.filter(role__in=roles_with(Right.TAKE_DOWN), user__is_active=True)
        both = grants.filter(team=consent.team) | grants.filter(team__isnull=True)
        found |= {grant.user for grant in both.select_related("user")}
    return sorted((person for person in found if person.is_active), key=lambda person: person.pk)


def _letter(person: User, consent: Authorization) -> EmailMessage:
    subject, sentence, page = SAID[consent.state]
    with translation.override(person.language):
        hello = _("Hello %(name)s,") % {"name": person.name}
        words = f"{hello}\n\n{sentence}\n\n{settings.SITE_URL}/consents/{consent.pk}/{page}\n"
        return EmailMessage(str(subject) % {"code": consent.code}, words, settings.DEFAULT_FROM_EMAIL, [person.email])
