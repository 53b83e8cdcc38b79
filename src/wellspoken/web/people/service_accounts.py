"""Adding a service account: a program that holds roles like a person and acts by keys."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.people.access import require_everywhere
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.services.keys import add_service
from wellspoken.web.frame.fields import ReadableName


class ServiceForm(forms.Form):
    """The name of the program and what it does."""

    name = ReadableName(label=gettext_lazy("Name of the program"), max_length=150)
    job = forms.CharField(label=gettext_lazy("What it does"), max_length=150, required=False)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add it, then go on to its roles."""
    user = require_everywhere(request.user, Right.PEOPLE)
    form = ServiceForm(request.POST or None)
    if form.is_bound and form.is_valid():
        person = add_service(actor=user, **form.cleaned_data)
        told = _("%(name)s is added. Give it roles here, then make a key for it.")
        messages.success(request, told % {"name": person.name})
        return redirect("person", person.pk)
    return render(request, "people/add_service.html", {"form": form}, status=422 if form.errors else 200)
