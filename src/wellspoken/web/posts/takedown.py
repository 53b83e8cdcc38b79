"""Taking a post down everywhere: says what will happen to what, asks for a reason, then does it."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.content.access import get_post
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import services
from wellspoken.rooms.publishing.selectors import timeline
from wellspoken.web.posts import words

_AREA = forms.Textarea(attrs={"rows": 3})


class TakeDownForm(forms.Form):
    """Why, for the log; and what the public is told."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it taken down?"),
        help_text=gettext_lazy("Stays in the log with your name. The public does not see it."),
        min_length=10,
        max_length=2000,
        widget=_AREA,
    )
    cause = forms.ChoiceField(
        label=gettext_lazy("Is it for a patient's sake?"),
        help_text=gettext_lazy("Then its page shows what must be done next, and until when."),
        choices=[
            ("", gettext_lazy("No")),
            ("exposure", gettext_lazy("Yes, it shows or names somebody in care")),
            ("withdrawal", gettext_lazy("Yes, somebody took back their consent")),
        ],
        required=False,
    )
    public_reason = forms.CharField(
        label=gettext_lazy("What should the public read?"),
        help_text=gettext_lazy("Shown in the Newsroom where the post was. Leave it empty for a plain note."),
        max_length=500,
        required=False,
        widget=_AREA,
    )


@login_required
@require_http_methods(["GET", "POST"])
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and the act."""
    user = cast(User, request.user)
    post = get_post(user, pk, Right.TAKE_DOWN)
    asked = request.GET.get("cause", "")
    form = TakeDownForm(request.POST if request.method == "POST" else None, initial={"cause": asked})
    if request.method == "POST" and form.is_valid():
        try:
            services.take_down(actor=user, post=post, **form.cleaned_data)
        except StateConflict:
            messages.warning(request, words.not_done())
        else:
            messages.success(request, _("It is being taken down. This page shows how far it is."))
        return redirect("post", pk)
    context = {"post": post, "form": form, "consequences": words.consequences(timeline(post))}
    return render(request, "posts/take_down.html", context, status=422 if form.is_bound else 200)
