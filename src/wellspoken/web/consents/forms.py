"""The guided form in four short steps, and the small forms beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.selectors import for_team
from wellspoken.rooms.consents.audit import WITHDRAWN_HOW
from wellspoken.rooms.consents.elements import ASSENTS, AUTHORITIES, INFORMATION, PURPOSES
from wellspoken.rooms.people.models import Team
from wellspoken.web.frame.fields import ReadableName


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PersonForm(forms.Form):
    """Step 1: who it is about."""

    name = ReadableName(
        label=_("Whose consent is it?"), max_length=150, help_text=_("Kept encrypted. Lists show a code.")
    )
    born = forms.IntegerField(label=_("Year of birth"), min_value=1890, max_value=2100)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("In which the person reads and signs.")
    )
    died = forms.BooleanField(label=_("The person has died"), required=False)
    staff_patient = forms.BooleanField(label=_("The person works here too"), required=False)
    staff = forms.CharField(
        label=_("What was agreed because they work here"),
        help_text=_("For example: asked by somebody who is not their manager. Leave it empty for others."),
        max_length=500,
        required=False,
        widget=_area(2),
    )


class SignerForm(forms.Form):
    """Step 2: who signs, and why they may."""

    authority = forms.ChoiceField(label=_("Who signs?"), choices=list(AUTHORITIES.items()), widget=forms.RadioSelect)
    signer = forms.CharField(
        label=_("Name of whoever signs for the person"),
        help_text=_("Empty when they sign themselves."),
        max_length=150,
        required=False,
    )
    relation = forms.CharField(
        label=_("Why they may"),
        help_text=_("For example: mother, guardian by court order, executor."),
        max_length=150,
        required=False,
    )
    assent = forms.ChoiceField(
        label=_("For a child: what does the child say?"),
        choices=[("", _("Not a child, or not asked yet")), *ASSENTS.items()],
        required=False,
    )
    witness = forms.CharField(label=_("Witness, if there is one"), max_length=150, required=False)


class InformationForm(forms.Form):
    """Step 3: what exactly may be told or shown."""

    information = forms.MultipleChoiceField(
        label=_("What may be told or shown?"), choices=list(INFORMATION.items()),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    details = forms.CharField(
        label=_("Exactly what?"),
        help_text=_("Which story, which pictures, which year. The person reads these very words."),
        max_length=3000,
        required=False,
        widget=_area(4),
    )
    paid = forms.BooleanField(label=_("Somebody pays us for it"), required=False)
    paid_by = forms.CharField(label=_("Who pays?"), max_length=200, required=False)


class UseForm(forms.Form):
    """Step 4: who publishes it, for whom, why, where and how long."""

    discloser = forms.CharField(label=_("Who may publish it?"), max_length=200, required=False)
    audience = forms.CharField(label=_("Who may see it?"), max_length=200, required=False)
    purposes = forms.MultipleChoiceField(
        label=_("What for?"), choices=list(PURPOSES.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    channels = forms.TypedMultipleChoiceField(
        label=_("On which channels?"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    expires_on = forms.DateField(label=_("Last day"), required=False, widget=_day())
    event = forms.CharField(
        label=_("Or what ends it"), help_text=_("For example: the end of the campaign."), max_length=300, required=False
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(c.pk, f"{c.name} ({measures.network_name(c.network)})") for c in for_team(team)]
        self.fields["channels"].choices = named  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """In which team, when the reader keeps the register of several."""

    team = forms.ChoiceField(label=_("Team"))

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [(team.pk, team.name) for team in teams]  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """A paper that was signed: its scan, who signed it, when."""

    scan = forms.FileField(label=_("Scan or photograph of the signed paper"), help_text=_("JPEG or PNG."))
    name = ReadableName(label=_("Who signed it?"), max_length=150)
    day = forms.DateField(label=_("When?"), widget=_day())


class WithdrawForm(forms.Form):
    """How a withdrawal reached us."""

    how = forms.ChoiceField(
        label=_("How did you hear of it?"),
        choices=[(code, word) for code, word in WITHDRAWN_HOW.items() if code != "link"],
        widget=forms.RadioSelect,
    )
    day = forms.DateTimeField(
        label=_("When did it reach us?"),
        help_text=_("Clocks run from then. Leave it empty for now."),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    note = forms.CharField(label=_("What was said"), max_length=2000, required=False, widget=_area(3))


class HoldForm(forms.Form):
    """Why papers must stay."""

    reason = forms.CharField(label=_("Why must the papers stay?"), max_length=500)


class EventForm(forms.Form):
    """The day on which what ends a consent happened."""

    day = forms.DateField(label=_("When did it happen?"), widget=_day())
