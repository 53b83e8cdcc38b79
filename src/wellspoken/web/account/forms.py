"""The form of a person's own settings."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.services import PersonSettings
from wellspoken.web.frame.fields import LongSelect, ReadableName
from wellspoken.web.frame.places import zones

THEMES = [("system", _("As the device does it")), ("light", _("Light")), ("dark", _("Dark"))]


class MyForm(forms.Form):
    """Name, language, time zone and theme."""

    name = ReadableName(label=_("Your name"), max_length=150)
    job = forms.CharField(label=_("What you do"), max_length=150, required=False, help_text=_("Colleagues see it."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones, widget=LongSelect)
    theme = forms.ChoiceField(label=_("Colours"), choices=THEMES, widget=forms.RadioSelect)

    @classmethod
    def of(cls, user: User) -> MyForm:
        """The form as the person's settings are now."""
        return cls(initial={name: getattr(user, name) for name in cls.base_fields})

    def settings(self) -> PersonSettings:
        """The cleaned values."""
        return PersonSettings(**self.cleaned_data)
