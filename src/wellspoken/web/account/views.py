"""A person's own settings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.people import services
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.selectors import has_feed
from wellspoken.web.account import deputies
from wellspoken.web.account.forms import MyForm


@login_required
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Name, language, time zone, theme; ways to change the password and to sign out everywhere."""
    user = _user(request)
    form = MyForm(request.POST) if request.method == "POST" else MyForm.of(user)
    if form.is_bound and form.is_valid():
        services.update_person_settings(actor=user, person=user, new=form.settings())
        with translation.override(user.language):
            messages.success(request, _("Your settings are saved."))
        return redirect("me")
    context = {"form": form, "has_feed": has_feed(user), "standing_in": deputies.panel(user)}
    return render(request, "me/me.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this person, this one too."""
    user = _user(request)
    services.sign_out_everywhere(actor=user, person=user)
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("account_login")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 (login_required has seen to it)
    return request.user
