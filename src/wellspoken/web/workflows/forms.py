"""The forms that describe a workflow and one of its steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.rulebook import FAMILIES
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.rooms.review.flow.plans import MOST_NAME, MOST_PEOPLE, Applies, StepPlan
from wellspoken.web.frame.fields import Lines, ReadableName
from wellspoken.web.workflows.words import KINDS, RISKS, WHO

_RISKS = tuple(RISKS)


class AddForm(forms.Form):
    """The name of a new workflow, and its team."""

    name = ReadableName(label=_("Name of the workflow"), max_length=MOST_NAME)
    team = forms.ChoiceField(label=_("Team"))

    def __init__(self, data: Any, teams: Sequence[Team]) -> None:
        super().__init__(data)
        self.fields["team"].choices = [(str(team.pk), team.name) for team in teams]  # type: ignore[attr-defined]


class AppliesForm(forms.Form):
    """The name, and when it applies. The first four narrow together; of the risks one is enough."""

    name = ReadableName(label=_("Name of the workflow"), max_length=MOST_NAME)
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of posts"), widget=forms.CheckboxSelectMultiple, required=False, help_text=_("None: all kinds.")
    )
    channels = forms.MultipleChoiceField(
        label=_("Channels"), widget=forms.CheckboxSelectMultiple, required=False, help_text=_("None: all channels.")
    )
    hashtags = Lines(
        label=_("Campaigns, by their hashtags"), help_text=_("One per line. Empty: with and without hashtags.")
    )
    families = forms.MultipleChoiceField(
        label=_("Risks: the checks find something about"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Of all risks here and below one is enough. None: without regard to risks."),
    )
    risks = forms.MultipleChoiceField(
        label=_("Other risks"), widget=forms.CheckboxSelectMultiple, required=False, choices=()
    )

    def __init__(self, data: Any, channels: Sequence[Channel], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        choices = {
            "kinds": [(code, capfirst(str(word))) for code, word in KINDS.items()],
            "channels": [(str(channel.pk), channel.name) for channel in channels],
            "families": list(FAMILIES.items()),
            "risks": [(code, capfirst(str(word))) for code, word in RISKS.items()],
        }
        for name, pairs in choices.items():
            self.fields[name].choices = pairs  # type: ignore[attr-defined]

    def applies(self) -> Applies:
        """What a valid form says."""
        said = self.cleaned_data
        risks = {name: name in said["risks"] for name in _RISKS}
        return Applies(
            kinds=tuple(said["kinds"]),
            channels=tuple(int(pk) for pk in said["channels"]),
            hashtags=tuple(said["hashtags"]),
            families=tuple(said["families"]),
            **risks,
        )

    @staticmethod
    def initial_of(name: str, applies: Applies) -> dict[str, Any]:
        """The fields as stored."""
        return {
            "name": name,
            "kinds": list(applies.kinds),
            "channels": [str(pk) for pk in applies.channels],
            "hashtags": [f"#{tag}" for tag in applies.hashtags],
            "families": list(applies.families),
            "risks": [risk for risk in _RISKS if getattr(applies, risk)],
        }


class StepForm(forms.Form):
    """One step: who, how many, and how it stands to the others."""

    name = ReadableName(label=_("Name of the step"), max_length=MOST_NAME, help_text=_("For example: Privacy officer."))
    who = forms.ChoiceField(label=_("Who does it"), choices=list(WHO.items()), widget=forms.RadioSelect)
    people = forms.MultipleChoiceField(label=_("People"), widget=forms.CheckboxSelectMultiple, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *Role.choices], required=False)
    field = forms.ChoiceField(label=_("Field"), required=False)
    need = forms.ChoiceField(
        label=_("How many of them"),
        choices=[("1", _("Any one of them")), ("0", _("All of them")), ("n", _("As many as I say below"))],
        widget=forms.RadioSelect,
    )
    count = forms.IntegerField(label=_("Number of approvals"), min_value=1, max_value=MOST_PEOPLE, required=False)
    beside = forms.BooleanField(label=_("At the same time as the step before it"), required=False)
    outside = forms.BooleanField(
        label=_("People from outside may be asked too"),
        required=False,
        help_text=_("By a private link to this one version; their approval counts as one."),
    )
    again = forms.BooleanField(
        label=_("It counts even from somebody who approved another step"),
        required=False,
        help_text=_("Otherwise nobody approves the same version twice."),
    )

    def __init__(self, data: Any, people: Sequence[User], initial: StepPlan | None = None) -> None:
        super().__init__(data, initial=self.initial_of(initial) if initial else {"who": "people", "need": "1"})
        fields: list[tuple[str, Any]] = [("", "–"), *((code, capfirst(str(word))) for code, word in FIELDS.items())]
        self.fields["people"].choices = [(str(one.pk), one.name) for one in people]  # type: ignore[attr-defined]
        self.fields["field"].choices = fields  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(step: StepPlan) -> dict[str, Any]:
        """The fields as stored."""
        few = step.need in {0, 1}
        return {
            **{name: getattr(step, name) for name in ("name", "who", "role", "field", "beside", "outside", "again")},
            "people": [str(pk) for pk in step.people],
            "need": str(step.need) if few else "n",
            "count": None if few else step.need,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the number where one is to be said."""
        cleaned = super().clean() or {}
        if cleaned.get("need") == "n" and not cleaned.get("count") and "count" not in self.errors:
            self.add_error("count", _("Say how many."))
        return cleaned

    def step(self) -> StepPlan:
        """What a valid form says."""
        said = self.cleaned_data
        return StepPlan(
            name=said["name"],
            who=said["who"],
            people=tuple(int(pk) for pk in said["people"]),
            role=said["role"],
            field=said["field"],
            need=said["count"] if said["need"] == "n" else int(said["need"]),
            beside=said["beside"],
            outside=said["outside"],
            again=said["again"],
        )
