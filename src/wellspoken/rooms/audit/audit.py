"""What the audit room itself records."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.chain import REDACTED

register(Action(REDACTED, _("%(actor)s emptied the personal text of %(count)s entries")))
