"""Forms about rules: a severity with its reason, an own term, an exemption, a reason to switch on, a case to try."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.compliance.audit import KINDS as EXEMPT_KINDS
from wellspoken.rooms.compliance.audit import MOODS, SEVERITIES
from wellspoken.rooms.compliance.house.terms import TermFacts
from wellspoken.rooms.people.models import Team
from wellspoken.web.frame.facts import KINDS
from wellspoken.web.frame.fields import Lines

WHOLE = "all"
LEVELS = [
    ("block", _("Stop the post until somebody releases it")),
    ("review", _("Ask a reviewer to look at it")),
    ("advise", _("Advice only; the post can go on")),
]
TERM_KINDS = [("words", _("Words or phrases")), ("pattern", _("A pattern (RE2 regular expression)"))]
SURFACES = [
    ("post", pgettext_lazy("kind of text", "Post")),
    ("reply", pgettext_lazy("kind of text", "Reply")),
    ("comment", pgettext_lazy("kind of text", "Comment")),
    ("dm", pgettext_lazy("kind of text", "Direct message")),
    ("ad", pgettext_lazy("kind of text", "Advertisement")),
    ("profile", pgettext_lazy("kind of text", "Profile")),
    ("alt_text", pgettext_lazy("kind of text", "Description of a picture")),
    ("story_caption", pgettext_lazy("kind of text", "Caption of a story")),
]
DIRECTIONS = [("out", _("We write it")), ("in", _("The public writes it to us"))]


WRITERS = [
    ("", _("Our own account")),
    ("employee", _("Somebody who works here, on their own account")),
    ("executive", _("Somebody who leads the organisation, on their own account")),
    ("partner", _("A partner")),
    ("machine", _("A machine wrote it")),
]
LINK_ANSWERS = [
    ("", _("Nobody has looked")),
    ("there", _("The page is there")),
    ("gone", _("The page is not there")),
    ("elsewhere", _("It leads to another address")),
]


class ForTeam(forms.Form):
    """A form whose change is for one team or for everybody, as far as the person may choose."""

    team = forms.ChoiceField(label=_("For whom"))

    def __init__(self, *args: Any, teams: list[Team], whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere: list[tuple[str, Any]] = [(WHOLE, _("The whole organisation"))] if whole else []
        choices = [*everywhere, *((str(t.pk), t.name) for t in teams)]
        self.fields["team"].choices = choices  # type: ignore[attr-defined]
        self._teams = {str(team.pk): team for team in teams}

    @property
    def chosen(self) -> Team | None:
        """The chosen team; None: the whole organisation."""
        return self._teams.get(self.cleaned_data["team"])


class SeverityForm(ForTeam):
    """Another severity for a rule."""

    severity = forms.ChoiceField(
        label=_("What it does"),
        choices=[("default", _("As delivered")), *LEVELS, ("off", _("Nothing: switch the rule off"))],
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who decided it, and on what ground. It is kept in the audit log."),
    )
    field_order = ["severity", "team", "reason"]


class TermForm(ForTeam):
    """An own term."""

    kind = forms.ChoiceField(label=_("What to look for"), choices=TERM_KINDS, widget=forms.RadioSelect)
    pattern = forms.CharField(
        label=_("Words, or the pattern"),
        max_length=500,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("Phrases are set apart by commas or lines; a star stands for any ending: “inmate*”."),
    )
    severity = forms.ChoiceField(label=_("What it does"), choices=LEVELS)
    message = forms.CharField(
        label=_("What the author reads"),
        max_length=300,
        help_text=_("Say why these words are a problem, in one sentence."),
    )
    advice = forms.CharField(label=_("What to do instead"), max_length=300, required=False)
    replacement = forms.CharField(
        label=_("Replace it with"),
        max_length=200,
        required=False,
        help_text=_("Offered to the author as a change with one press."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Only in these languages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: in every language."),
    )
    field_order = ["kind", "pattern", "severity", "message", "advice", "replacement", "languages", "team"]

    def facts(self) -> TermFacts:
        """The cleaned values."""
        return TermFacts(**{name: value for name, value in self.cleaned_data.items() if name != "team"})


class ExemptForm(ForTeam):
    """Something that never counts as patient data."""

    kind = forms.ChoiceField(label=_("What it is"), choices=list(EXEMPT_KINDS.items()))
    value = forms.CharField(label=_("Name, number or words"), max_length=200)
    reason = forms.CharField(
        label=_("Why it is nobody's patient data"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["kind", "value", "reason", "team"]


class SwitchForm(forms.Form):
    """Why a draft is switched on, and which content was looked at."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept in the audit log beside your name."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class CaseForm(forms.Form):
    """A text and its circumstances."""

    text = forms.CharField(label=_("Text"), max_length=20_000, strip=False, widget=forms.Textarea(attrs={"rows": 6}))
    team = forms.ChoiceField(label=_("Team"))
    surface = forms.ChoiceField(label=_("Kind of text"), choices=SURFACES)
    direction = forms.ChoiceField(label=_("Who writes"), choices=DIRECTIONS)
    parent = forms.CharField(
        label=_("It answers this text"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    lang = forms.ChoiceField(label=_("Language of the text"), required=False)
    kind = forms.ChoiceField(label=_("Kind of organisation"), required=False)
    countries = forms.MultipleChoiceField(
        label=_("Where it is read"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: in the team's country."),
    )
    products = forms.BooleanField(label=_("With our product records"), required=False, initial=True)
    paid = forms.BooleanField(label=_("Somebody we pay writes it"), required=False)
    sources = Lines(label=_("Linked sources"), help_text=_("Web addresses, one per line."))
    consents = Lines(label=_("Linked consents"), help_text=_("Names of people who have signed one, one per line."))
    writer = forms.ChoiceField(label=_("Whose account"), choices=WRITERS, required=False)
    mood = forms.ChoiceField(label=_("The days"), choices=[("", _("Ordinary days")), *MOODS.items()], required=False)
    translated = forms.BooleanField(label=_("Translated by a machine, and nobody has read it"), required=False)
    pictured = forms.ChoiceField(
        label=_("What goes with it"),
        choices=[("", _("Nothing")), ("image", _("A picture")), ("video", _("A film without captions"))],
        required=False,
    )
    alt = forms.CharField(label=_("Its description (alt text)"), max_length=2000, required=False)
    writing = forms.CharField(
        label=_("Writing in it"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What can be read in the picture: a label, a screen, a whiteboard."),
    )
    file_name = forms.CharField(label=_("Its file name"), max_length=200, required=False)
    faces = forms.IntegerField(label=_("Faces in it"), min_value=0, max_value=500, required=False)
    links = forms.ChoiceField(label=_("What its links do"), choices=LINK_ANSWERS, required=False)
    leads_to = forms.CharField(
        label=_("The address they lead to"), max_length=500, required=False, widget=forms.URLInput(), strip=True
    )

    def clean(self) -> dict[str, Any]:
        """A link that leads elsewhere needs to be said where."""
        data = super().clean() or self.cleaned_data
        if data.get("links") == "elsewhere" and not data.get("leads_to"):
            self.add_error("leads_to", _("Say which address the links lead to."))
        return data

    def __init__(self, *args: Any, teams: list[Team], countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "team": [(str(team.pk), team.name) for team in teams],
            "lang": [("", _("Found out by itself")), *settings.LANGUAGES],
            "kind": [("", _("Ours")), *KINDS, ("insurer", _("Insurer"))],
            "countries": list(countries),
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        self._teams = {str(team.pk): team for team in teams}

    @property
    def chosen(self) -> Team:
        """The chosen team."""
        return self._teams[self.cleaned_data["team"]]


def severity_name(severity: str) -> str:
    """A severity in a word, in the reader's language."""
    return str(SEVERITIES.get(severity, severity))
