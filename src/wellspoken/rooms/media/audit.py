"""What the media room writes into the audit log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.audit.actions import Action, register

register(Action("media.added", _("%(actor)s added the picture %(object)s")))
register(Action("media.looking", _("%(actor)s began to look into the picture %(object)s")))
register(Action("media.looked", _("%(actor)s looked into the picture %(object)s")))
register(Action("media.look_again", _("%(actor)s will look into the picture %(object)s again")))
