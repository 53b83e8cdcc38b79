"""What the library room writes into the audit log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.audit.actions import Action, register

register(Action("source.added", _("%(actor)s added the source %(object)s")))
