"""Set up your organisation: four plain forms with a way back; nothing is made before the last."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.web.start import founding, steps
from wellspoken.web.start.views import BACKEND, only_before_set_up


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One step: keep what was typed, then go back, go on, or make everything."""
    only_before_set_up()
    number = steps.find(slug)
    if number is None:
        raise NotThere
    if request.method == "GET":
        return _page(request, number, steps.shown(request, steps.STEPS[number]))
    steps.keep(request, steps.STEPS[number])
    if "back" in request.POST:
        return redirect("start_step", steps.STEPS[max(0, number - 1)].slug)
    form = steps.STEPS[number].form(request.POST)
    if not form.is_valid():
        return _page(request, number, form)
    if number + 1 < len(steps.STEPS):
        return redirect("start_step", steps.STEPS[number + 1].slug)
    return _finish(request, number, form)


def _finish(request: HttpRequest, number: int, form: forms.Form) -> HttpResponse:
    """Check the earlier steps again, make everything, sign the administrator in."""
    cleaned: dict[str, dict[str, Any]] = {steps.STEPS[number].slug: form.cleaned_data}
    for earlier in steps.STEPS[:number]:
        kept = steps.bound(request, earlier)
        if kept is None or not kept.is_valid():
            messages.warning(request, _("Something on this page is still missing. Then you can finish."))
            return redirect("start_step", earlier.slug)
        cleaned[earlier.slug] = kept.cleaned_data
    try:
        administrator = founding.found(cleaned)
    except founding.Refused as refused:
        if refused.step != steps.STEPS[number].slug:
            messages.error(request, refused.sentence)
            return redirect("start_step", refused.step)
        form.add_error(None, refused.sentence)
        return _page(request, number, form)
    steps.forget(request)
    login(request, administrator, backend=BACKEND)
    said = _("Your organisation is set up. Add people next: a second person must review every post before it goes out.")
    messages.success(request, said)
    return redirect("/")


def _page(request: HttpRequest, number: int, form: forms.Form) -> HttpResponse:
    context = {"form": form, "step": steps.STEPS[number], "steps": steps.STEPS, "number": number + 1}
    return render(request, "start/step.html", context, status=422 if form.errors else 200)
