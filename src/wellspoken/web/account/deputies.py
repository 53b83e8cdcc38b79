"""Who stands in for me in reviews, and when I am away."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.deputies import possible_deputies
from wellspoken.rooms.review.errors import BadAbsence, BadDeputy
from wellspoken.rooms.review.selectors.absences import absences_of, deputy_of
from wellspoken.rooms.review.services import end_absence, name_deputy, note_absence

DEPUTY: dict[str, Any] = {
    "self": gettext_lazy("Choose somebody else than yourself."),
    "gone": gettext_lazy("Choose somebody who is here."),
    "nobody": gettext_lazy("You review nowhere, so nobody needs to stand in for you."),
    "right": gettext_lazy("They cannot review in every team in which you do. Ask an administrator for that role."),
    "field": gettext_lazy("Their training does not cover questions of {what}, and yours does."),
}
ABSENCE: dict[str, Any] = {
    "order": gettext_lazy("The last day comes before the first."),
    "past": gettext_lazy("These days are over."),
    "long": gettext_lazy("That is longer than a year, or too far ahead."),
    "overlap": gettext_lazy("You have noted some of these days already."),
    "many": gettext_lazy("There are 20 absences noted already. Take one back first."),
}


class DaysForm(forms.Form):
    """First and last day away."""

    first = forms.DateField()
    last = forms.DateField()


def panel(user: User) -> dict[str, Any] | None:
    """What the settings page shows; None for somebody who reviews nowhere. Five queries."""
    if not may(user, Right.REVIEW):
        return None
    today = timezone.now().astimezone(user.zone).date()
    able = possible_deputies(user)
    chosen = deputy_of(user)
    return {
        "deputy": chosen,
        "unable": chosen is not None and chosen not in able,
        "able": able,
        "absences": [(row, row.first <= today) for row in absences_of(user)],
        "today": today.isoformat(),
    }


@login_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Name a deputy, or nobody."""
    user = cast(User, request.user)
    said = request.POST.get("deputy", "")
    try:
        changed = name_deputy(actor=user, user=user, deputy=_person(said))
    except BadDeputy as refused:
        messages.warning(request, str(DEPUTY[refused.code]).format(what=refused.what))
    else:
        messages.success(request, _("Saved.") if changed else _("Nothing was different, so nothing was changed."))
    return redirect("me")


def _person(said: str) -> User | None:
    """The person of a key; None for "". Raises `BadDeputy` when there is none."""
    if not said:
        return None
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
    found = User.objects.filter(pk=number).first()
    if found is None:
        raise BadDeputy("gone")
    return found


@login_required
@require_POST
def away(request: HttpRequest) -> HttpResponse:
    """Note days away."""
    user = cast(User, request.user)
    form = DaysForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Give both days."))
        return redirect("me")
    try:
        note_absence(actor=user, user=user, first=form.cleaned_data["first"], last=form.cleaned_data["last"])
    except BadAbsence as refused:
        messages.warning(request, str(ABSENCE[refused.code]))
    else:
        messages.success(request, _("Noted. Requests go to your deputy on these days."))
    return redirect("me")


@login_required
@require_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take days away back."""
    user = cast(User, request.user)
    if not end_absence(actor=user, user=user, pk=pk):
        raise NotThere(f"absence {pk}")
    messages.success(request, _("Taken back. Requests come to you again."))
    return redirect("me")
