"""Forms about the organisation and its teams, used by first start and by the settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.people.models import Organisation, Team
from wellspoken.rooms.people.services import OrganisationFacts, TeamFacts
from wellspoken.web.frame.fields import Countries, Domains, Emails, Lines, LongSelect, Phones, ReadableName
from wellspoken.web.frame.places import COMMON, all_countries, common_countries, country_name, zones

KINDS = [
    ("hospital", _("Hospital or group of hospitals")),
    ("clinic", _("Clinic or practice")),
    ("agency", _("Public health agency")),
    ("charity", _("Patient charity")),
    ("pharma", _("Pharma company")),
    ("device", _("Device company")),
    ("addiction", _("Addiction or recovery service")),
]


class OrganisationForm(forms.Form):
    """Who the organisation is and where."""

    name = ReadableName(label=_("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS)
    countries = forms.MultipleChoiceField(
        label=_("Countries where people read you"),
        choices=common_countries,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("They decide which laws your posts are checked against."),
    )
    other_countries = Countries(label=_("Other countries"), help_text=_("One per line. Leave empty if there are none."))
    languages = forms.MultipleChoiceField(
        label=_("Languages you publish in"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones, widget=LongSelect)

    def clean(self) -> dict[str, Any]:
        """Ask for at least one country."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("countries") or cleaned.get("other_countries")):
            self.add_error("countries", _now("Choose at least one country."))
        return cleaned


class NamesForm(forms.Form):
    """What belongs to the organisation: never mistaken for somebody's private data."""

    own_names = Lines(
        label=_("Names people call you"),
        help_text=_("One per line: short names, hospitals, wards, well-known services."),
    )
    domains = Domains(label=_("Your internet names"), help_text=_("One per line, such as hospital.example.org."))
    phones = Phones(label=_("Your public phone numbers"), help_text=_("One per line, with the country's code."))
    emails = Emails(label=_("Your public e-mail addresses"), help_text=_("One per line."))


class FactsForm(NamesForm, OrganisationForm):
    """All facts on one page, for the settings."""

    addresses = Lines(label=_("Your street addresses"), help_text=_("One per line."))
    staff = Lines(
        label=_("People who may be named"),
        help_text=_("One per line: spokespeople and heads who have no account here."),
    )
    field_order = ["name", "kind", "countries", "other_countries", "languages", "time_zone"]


class TeamForm(forms.Form):
    """One team."""

    name = ReadableName(label=_("Name of the team"), max_length=200)
    country = forms.ChoiceField(label=_("Country"), choices=all_countries, widget=LongSelect)
    language = forms.ChoiceField(label=_("Language it writes in most"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones, widget=LongSelect)
    place = ReadableName(
        label=_("Place"), max_length=100, required=False, help_text=_("Said beside clock times: “09:00, Oslo”.")
    )

    def facts(self) -> TeamFacts:
        """The cleaned values."""
        return TeamFacts(**{name: self.cleaned_data[name] for name in TeamForm.base_fields})


def facts_of(cleaned: dict[str, Any]) -> OrganisationFacts:
    """Organisation facts from cleaned values of `FactsForm` (or of its two halves joined)."""
    values = {key: value for key, value in cleaned.items() if key != "other_countries"}
    values["countries"] = list(dict.fromkeys([*cleaned["countries"], *cleaned["other_countries"]]))
    return OrganisationFacts(**values)


def initial_of(row: Organisation | Team) -> dict[str, Any]:
    """Start values of the forms above from a row."""
    if isinstance(row, Team):
        return {name: getattr(row, name) for name in TeamForm.base_fields}
    names = [name for name in FactsForm.base_fields if name != "other_countries"]
    values = {name: getattr(row, name) for name in names}
    values["countries"] = [code for code in row.countries if code in COMMON]
    values["other_countries"] = [country_name(code) for code in row.countries if code not in COMMON]
    return values
