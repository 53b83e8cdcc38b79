"""Settings, Sign-in, SAML 2.0: the organisation's identity provider, given as its metadata."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.people.access import require_everywhere
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import SamlProvider
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.saml import LONGEST, certificate_of
from wellspoken.rooms.people.selectors import saml_provider
from wellspoken.rooms.people.services.saml import SamlFacts, forget_saml, set_saml
from wellspoken.web.account.saml import addresses
from wellspoken.web.frame.fields import ReadableName
from wellspoken.web.settings.sign_in import PLAIN


def _name_of_attribute(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.TextInput(attrs=PLAIN)
    return forms.CharField(label=label, max_length=200, required=False, widget=widget, help_text=help_text)


class SamlForm(forms.Form):
    """How the provider is reached, and what its attributes are called."""

    name = ReadableName(
        label=gettext_lazy("Name on the button"),
        max_length=100,
        help_text=gettext_lazy("As your people call it, for example “the hospital account”."),
    )
    metadata = forms.CharField(
        label=gettext_lazy("Metadata of the provider"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy("The whole XML file, with its signing certificates."),
    )
    email_name = _name_of_attribute(
        gettext_lazy("Attribute that holds the e-mail address"),
        gettext_lazy("Its whole name, such as mail. Empty: the NameID, when the provider sends it as an address."),
    )
    person_name = _name_of_attribute(
        gettext_lazy("Attribute that holds the name"), gettext_lazy("Such as displayName. Only for new people.")
    )
    groups_name = _name_of_attribute(
        gettext_lazy("Attribute that holds the groups"), gettext_lazy("Empty: sign-in gives no roles.")
    )
    proofs = forms.CharField(
        label=gettext_lazy("Signs that a second factor was used"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy(
            "Values of AuthnContextClassRef, separated by spaces. Whoever brings one is not asked again."
            " Empty: we ask for ours."
        ),
    )
    vouches = forms.BooleanField(
        label=gettext_lazy(
            "Our organisation runs this provider, and people cannot change their own e-mail address there"
        ),
        required=False,
    )

    def __init__(self, data: Any, known: SamlProvider | None) -> None:
        super().__init__(data, initial=_initial(known) if known else {})
        if known:
            self.fields["metadata"].help_text = gettext_lazy("One is stored. Leave this empty to keep it.")

    def facts(self) -> SamlFacts:
        """The cleaned values."""
        said = self.cleaned_data
        named = {key: said[f"{key}_name"] for key in ("email", "person", "groups")}
        return SamlFacts(**{key: said[key] for key in ("name", "metadata", "proofs", "vouches")}, **named)


def _initial(known: SamlProvider) -> dict[str, Any]:
    named = {f"{key}_name": getattr(known, key) for key in ("email", "person", "groups")}
    return {"name": known.name, "proofs": known.proofs, "vouches": True, **named}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The provider, and what to register there."""
    user, known = require_everywhere(request.user, Right.SETTINGS), saml_provider()
    form = SamlForm(request.POST or None, known)
    if form.is_bound and form.is_valid():
        try:
            set_saml(actor=user, facts=form.facts())
        except PeopleProblem as problem:
            form.add_error(problem.code if problem.code in form.fields else None, problem.sentence)
        else:
            messages.success(request, _("Saved. The button is on the sign-in page now."))
            return redirect("saml")
    now, ours = timezone.now(), addresses()
    kept = [certificate_of(one) for one in known.certificates] if known else []
    context = {
        "form": form,
        "known": known,
        "certificates": [{"row": one, "over": one.ends <= now} for one in kept],
        "ours": ours,
    }
    return render(request, "settings/saml.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """The button goes."""
    user, known = require_everywhere(request.user, Right.SETTINGS), saml_provider()
    if known is not None:
        forget_saml(actor=user, row=known)
    messages.success(request, _("Nobody signs in that way any more. People need a password again."))
    return redirect("saml")
