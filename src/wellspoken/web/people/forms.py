"""Forms about people and their roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.web.frame.fields import LongSelect, ReadableName
from wellspoken.web.frame.places import zones

WHOLE = "all"


class AddForm(forms.Form):
    """Somebody new, with a first role."""

    name = ReadableName(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    job = forms.CharField(label=_("What they do"), max_length=150, required=False)
    place = forms.ChoiceField(label=_("Where"))
    role = forms.ChoiceField(label=_("First role"), choices=Role.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones, widget=LongSelect)

    def __init__(self, data: QueryDict | None, *, teams: list[Team], whole: bool, by: User) -> None:
        start = {"language": by.language, "time_zone": by.time_zone, "role": Role.CONTRIBUTOR}
        super().__init__(data, initial=start)
        everywhere: list[tuple[str, Any]] = [(WHOLE, _("The whole organisation"))] if whole else []
        self.fields["place"].choices = [*((str(t.pk), t.name) for t in teams), *everywhere]  # type: ignore[attr-defined]
        self._teams = {str(team.pk): team for team in teams}

    @property
    def team(self) -> Team | None:
        """The chosen team; None: the whole organisation."""
        return self._teams.get(self.cleaned_data["place"])
