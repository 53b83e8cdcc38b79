"""Settings, Sign-in: the organisation's own sign-in (OpenID Connect)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.people.access import require_everywhere
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import SignInProvider
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import sign_in_provider
from wellspoken.rooms.people.services.sign_in import ProviderFacts, forget_provider, set_provider
from wellspoken.web.account.outside import come_back_address, logout_address
from wellspoken.web.frame.fields import ReadableName

PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class ProviderForm(forms.Form):
    """How the sign-in is reached. The secret is never put back into the page."""

    name = ReadableName(
        label=gettext_lazy("Name on the button"),
        max_length=100,
        help_text=gettext_lazy("As your people call it, for example “the hospital account”."),
    )
    issuer = forms.CharField(
        label=gettext_lazy("Issuer"),
        max_length=300,
        widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy("Exactly as the provider writes it, such as https://login.example.org/realms/staff."),
    )
    client_id = forms.CharField(label=gettext_lazy("Client ID"), max_length=300, widget=forms.TextInput(attrs=PLAIN))
    secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        max_length=2000,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    groups_claim = forms.CharField(
        label=gettext_lazy("Claim that holds the groups"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy("Often “groups”. Empty: sign-in gives no roles."),
    )

    proofs = forms.CharField(
        label=gettext_lazy("Signs that a second factor was used"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy(
            "Values of amr or acr, such as “mfa hwk”. Whoever brings one is not asked again. Empty: we ask for ours."
        ),
    )

    def __init__(self, data: Any, known: SignInProvider | None) -> None:
        names = ("name", "issuer", "client_id", "groups_claim", "proofs")
        super().__init__(data, initial={name: getattr(known, name) for name in names} if known else {})
        if known:
            hint = gettext_lazy("One is stored. It is never shown; leave this empty to keep it.")
            self.fields["secret"].help_text = hint


@never_cache
@sensitive_post_parameters("secret")
@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The provider, and what to register there."""
    user, known = require_everywhere(request.user, Right.SETTINGS), sign_in_provider()
    form = ProviderForm(request.POST or None, known)
    if form.is_bound and form.is_valid():
        try:
            set_provider(actor=user, facts=ProviderFacts(**form.cleaned_data))
        except PeopleProblem as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, _("Saved. The button is on the sign-in page now."))
            return redirect("sign_in")
    context = {"form": form, "known": known, "back": come_back_address(), "logout": logout_address()}
    return render(request, "settings/sign_in.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """The button goes."""
    user, known = require_everywhere(request.user, Right.SETTINGS), sign_in_provider()
    if known is not None:
        forget_provider(actor=user, row=known)
    messages.success(request, _("Nobody signs in that way any more. People need a password again."))
    return redirect("sign_in")
