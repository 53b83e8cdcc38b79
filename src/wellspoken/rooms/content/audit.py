"""What the audit log can say about posts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.audit.actions import Action, register

register(
    Action("post.created", _("%(actor)s began “%(object)s”")),
    Action("post.saved", _("%(actor)s sealed a version of “%(object)s”")),
    Action("post.reopened", _("%(actor)s changed “%(object)s”, so it is a draft again")),
    Action("post.planned", _("%(actor)s chose when “%(object)s” goes out")),
    Action("post.binned", _("%(actor)s put “%(object)s” in the bin")),
    Action("post.restored", _("%(actor)s took “%(object)s” back")),
    Action("import.making", _("%(actor)s began to make drafts of the table “%(object)s”")),
    Action("import.done", _("%(n)s drafts were made of the table “%(object)s”")),
    Action("import.undone", _("%(actor)s put the drafts of the table “%(object)s” in the bin")),
    Action("import.dropped", _("%(actor)s threw the table “%(object)s” away")),
    Action("post.copied", _("%(actor)s copied “%(object)s” into a new draft")),
    Action("post.film", _("%(actor)s put a film into “%(object)s”")),
    Action("post.film_dropped", _("%(actor)s took the film out of “%(object)s”")),
    Action("post.captions_waived", _("%(actor)s said why the film of “%(object)s” needs no captions")),
    Action("post.captions_needed", _("%(actor)s took back that the film of “%(object)s” needs no captions")),
    Action("post.correcting", _("%(actor)s began a correction: “%(object)s”")),
)
