"""What a channel tells people about their data, and in which written languages it speaks."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.channels import services
from wellspoken.rooms.channels.access import get_channel
from wellspoken.rooms.channels.data_notes import note_of
from wellspoken.rooms.channels.models import DataNote
from wellspoken.rooms.channels.services.noting import MOST_MONTHS, MOST_WORDS
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.written_languages import written_languages


class DataNoteForm(forms.Form):
    """The notice's address, whether the page links it, why words of others are kept and how long."""

    notice = forms.URLField(label=gettext_lazy("Address of the privacy notice"), max_length=500, assume_scheme="https")
    linked = forms.BooleanField(
        label=gettext_lazy("I have seen the link on the page itself"),
        required=False,
        help_text=gettext_lazy("For example in the profile or under “About”. A Newsroom shows it by itself."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Why comments and mentions are kept"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The purpose and the legal ground, in words a visitor understands."),
    )
    keep_months = forms.IntegerField(
        label=gettext_lazy("Deleted after how many months"), min_value=1, max_value=MOST_MONTHS
    )

    def said(self) -> services.Said:
        """What a valid form says."""
        data = self.cleaned_data
        return services.Said(data["notice"], data["purpose"], data["keep_months"], data["linked"])


@login_required
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest, pk: int) -> HttpResponse:
    """See and set it; for Norwegian audiences also the count of both written languages."""
    user = cast(User, request.user)
    channel = get_channel(user, pk, Right.CHANNELS)
    note = note_of(channel)
    form = DataNoteForm(request.POST) if request.method == "POST" else DataNoteForm(initial=_now(note))
    if request.method == "POST" and form.is_valid():
        services.note_data(actor=user, channel=channel, said=form.said())
        messages.success(request, _("Saved."))
        return redirect("channel", pk)
    norwegian = channel.team.country == "no"
    written = written_languages(channel, timezone.now()) if norwegian else None
    context = {"channel": channel, "form": form, "note": note, "written": written}
    return render(request, "channels/data.html", context, status=422 if form.is_bound else 200)


def _now(note: DataNote | None) -> dict[str, Any]:
    fields = ("notice", "linked", "purpose", "keep_months")
    return {name: getattr(note, name) for name in fields} if note else {"keep_months": 12}
