"""Asking somebody from outside about a version, and taking their link back."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import services
from wellspoken.rooms.review.access import get_request, is_own
from wellspoken.rooms.review.errors import OwnWork
from wellspoken.rooms.review.flow.errors import BadInvitation
from wellspoken.rooms.review.models import RequestStep, ReviewRequest
from wellspoken.rooms.review.selectors.outside import outsiders_of
from wellspoken.rooms.review.services import Invitation
from wellspoken.rooms.review.services.inviting import MAX_NAME, MAX_WHY, MOST_DAYS, USUAL_DAYS
from wellspoken.rooms.review.states import StepState
from wellspoken.web.frame.fields import ReadableName
from wellspoken.web.review import outside_words


class InviteForm(forms.Form):
    """Who, why, until when, in which step."""

    name = ReadableName(label=gettext_lazy("Name"), max_length=MAX_NAME)
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    why = forms.CharField(
        label=gettext_lazy("Why you ask them"),
        max_length=MAX_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("They read it in the mail."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days"), min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS
    )
    step = forms.ChoiceField(label=gettext_lazy("What they may do"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def __init__(self, data: Any, asked: ReviewRequest, steps: list[RequestStep]) -> None:
        able = [(str(s.pk), _("Decide in the step “%(step)s”") % {"step": s.name}) for s in steps if _lets(s)]
        first = able[0][0] if able else ""
        super().__init__(data, initial={"language": asked.post.team.language, "step": first}, auto_id="invite_%s")
        choices = [*able, ("", _("Read and comment only"))]
        self.fields["step"].choices = choices  # type: ignore[attr-defined]

    def asked(self) -> Invitation:
        """What a valid form says."""
        said = self.cleaned_data
        step = int(said["step"]) if said["step"] else None
        return Invitation(said["name"], said["email"], said["why"], said["days"], step, said["language"])


def _lets(step: RequestStep) -> bool:
    return step.outside and step.state != StepState.DONE


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was asked, and a form to ask; a new link is mailed, and shown on the next page and never again."""
    user = cast(User, request.user)
    asked = get_request(user, pk, Right.VIEW)
    if not services.may_invite(user, asked):
        raise Denied(Right.REVIEW, asked.post.team)
    form = InviteForm(request.POST or None, asked, list(RequestStep.objects.filter(request=asked)))
    if form.is_bound and form.is_valid():
        try:
            row, key = services.invite(actor=user, request=asked, asked=form.asked())
        except BadInvitation as error:
            form.add_error(error.code if error.code in form.fields else None, outside_words.bad(error))
        except OwnWork:
            form.add_error(None, _("You wrote part of this, so somebody else asks people from outside."))
        else:
            address = f"{settings.SITE_URL}{reverse('outside', args=[key])}"
            return render(request, "review/outside_link.html", {"row": row, "asked": asked, "address": address})
    rows = [(row, *outside_words.state(row)) for row in outsiders_of(asked)]
    able = asked.state == "open" and not is_own(user, asked)
    context = {"form": form if able else None, "asked": asked, "post": asked.post, "outsiders": rows}
    return render(request, "review/outside_invite.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int, outsider: int) -> HttpResponse:
    """The link stops working at once."""
    user = cast(User, request.user)
    asked = get_request(user, pk, Right.VIEW)
    if services.take_link_back(actor=user, request=asked, pk=outsider):
        messages.success(request, _("The link no longer works."))
    else:
        messages.warning(request, _("The link was over already."))
    return redirect("review_invite", pk)
