"""Comments that mention the reader, on their home page until they have opened them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.selectors import mentions_of

#: as `needs.Need` takes it: tone, word, title, text, action, address
Row = tuple[str, str, str, str, str, str]


def mentions(user: User) -> list[Row]:
    """One row for all of them, leading to the newest; no query beside that of the queue."""
    found = mentions_of(user)
    if not found:
        return []
    title = ngettext("A comment mentions you", "{n} comments mention you", len(found)).format(n=localize(len(found)))
    text = _("Somebody wants you to read it, or to answer.")
    return [("review", _("Mention"), title, text, _("Read it"), f"{reverse('review', args=[found[0]])}#comments")]
