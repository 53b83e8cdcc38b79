"""What the rules keep when a person's data is erased."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wellspoken.rooms.compliance.models import Exemption
from wellspoken.rooms.people.erasing import Kept, keeps
from wellspoken.rooms.people.models import User


def _naming(person: User) -> int:
    """Exemptions of this name. Compared here: databases fold only ASCII alike."""
    names = Exemption.objects.filter(kind="person").values_list("value", flat=True)
    return sum(name.casefold() == person.name.casefold() for name in names)


keeps(
    Kept(
        "exemptions",
        lambda n: (
            ngettext("The name in %(n)d exemption of a rule set", "The name in %(n)d exemptions of rule sets", n)
            % {"n": n}
        ),
        _naming,
        _(
            "A rule set says which rules a post was checked against, and its checksum stands in the log. Remove the"
            " name from the rules in force under Rules; earlier sets stay as proof: GDPR art. 17(3)(b) and (e)."
        ),
    )
)
