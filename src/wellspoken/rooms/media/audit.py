"""What the media room writes into the audit log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.audit.actions import Action, register

register(Action("media.added", _("%(actor)s added the picture %(object)s")))
register(Action("media.looking", _("%(actor)s began to look into the picture %(object)s")))
register(Action("media.looked", _("%(actor)s looked into the picture %(object)s")))
register(Action("media.look_again", _("%(actor)s will look into the picture %(object)s again")))
register(Action("film.added", _("%(actor)s added the film %(object)s")))
register(Action("film.captioned", _("%(actor)s added captions to the film %(object)s")))
register(Action("film.captions_dropped", _("%(actor)s took captions off the film %(object)s")))
register(Action("film.poster", _("%(actor)s chose the poster of the film %(object)s")))
register(Action("film.making", _("%(actor)s began to make the film %(object)s fit for the networks")))
register(Action("film.made", _("%(actor)s made the film %(object)s fit for the networks")))
register(Action("film.not_made", _("%(actor)s could not make the film %(object)s fit for the networks")))
register(Action("film.make_again", _("%(actor)s will make the film %(object)s again")))
