"""Mail about incidents: to whoever looks after one, without a word of what came out."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.records.models import Incident

SECONDS = 20.0


def chore(ended: Callable[[], bool]) -> None:
    """Tell each officer once of each open incident given to them."""
    rows = Incident.objects.filter(state="open", officer__isnull=False).select_related("officer", "team")
    for incident in rows.defer("sealed", "evidence"):
        if not ended() and not is_quiet() and incident.told_officer != incident.officer_id:
            tell(incident)


def tell(incident: Incident) -> bool:
    """Write to the officer unless another worker does; a mail that cannot be sent is tried again later."""
    officer, before = incident.officer, incident.told_officer
    if officer is None:
        return False
    claimed = Incident.objects.filter(pk=incident.pk, told_officer=before).update(told_officer=officer.pk)
    if claimed != 1 or not officer.is_active:
        return False
    with translation.override(officer.language):
        subject = _("An exposure was reported in %(team)s") % {"team": incident.team.name}
        text = _("You look after it. Clocks are running; what came out and until when is on its page:")
    try:
        send_mail(subject, f"{text}\n\n{settings.SITE_URL}/incidents/{incident.pk}/\n", None, [officer.email])
    except Exception:
        Incident.objects.filter(pk=incident.pk, told_officer=officer.pk).update(told_officer=before)
        raise
    return True
