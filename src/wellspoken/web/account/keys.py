"""API keys: a person's own, and those of service accounts for administrators. A key is shown on one page, once."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.people import selectors
from wellspoken.rooms.people.access import get_key, get_person, require_everywhere
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.scopes import LIFETIMES, SCOPE_NAMES, Scope
from wellspoken.rooms.people.services.keys import KeyFacts, end_key, make_key
from wellspoken.web.frame.fields import ReadableName


class KeyForm(forms.Form):
    """A new key."""

    name = ReadableName(
        label=gettext_lazy("What is it for?"),
        max_length=100,
        help_text=gettext_lazy("The name of the program, so that you know later which key this is."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What may it do?"),
        choices=[(scope.value, name) for scope, name in SCOPE_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ.value],
        help_text=gettext_lazy("Never more than the account itself may do."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long does it last?"),
        choices=list(LIFETIMES.items()),
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )

    def leave_out(self, scope: Scope) -> None:
        """Do not offer this scope."""
        field = cast(forms.MultipleChoiceField, self.fields["scopes"])
        field.choices = [choice for choice in self.fields["scopes"].choices if choice[0] != scope]  # type: ignore[attr-defined]

    def facts(self) -> KeyFacts:
        """The cleaned values."""
        return KeyFacts(**self.cleaned_data)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The keys that act for oneself."""
    assert isinstance(request.user, User)  # noqa: S101 (login_required has seen to it)
    return _keys(request, request.user, request.user)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody's keys; new ones only for service accounts."""
    user = require_everywhere(request.user, Right.PEOPLE)
    return _keys(request, user, get_person(user, pk))


def _keys(request: HttpRequest, user: User, person: User) -> HttpResponse:
    form = KeyForm(request.POST or None)
    if not person.is_service:
        form.leave_out(Scope.SCIM)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_key(actor=user, person=person, facts=form.facts())
        except PeopleProblem as problem:
            form.add_error(None, problem.sentence)
        else:
            return render(request, "me/key_made.html", {"made": made, "person": person, "own": person == user})
    context: dict[str, Any] = {
        "person": person,
        "own": person == user,
        "form": form if person == user or person.is_service else None,
        "keys": selectors.keys_of(person),
        "scope_names": SCOPE_NAMES,
    }
    return render(request, "me/keys.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The key opens nothing any more."""
    assert isinstance(request.user, User)  # noqa: S101 (login_required has seen to it)
    key = get_key(request.user, pk)
    end_key(actor=request.user, key=key)
    messages.success(request, _("The key %(name)s opens nothing any more.") % {"name": key.name})
    return redirect("my_keys") if key.user == request.user else redirect("person_keys", key.user_id)
