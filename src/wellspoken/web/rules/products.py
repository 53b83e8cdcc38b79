"""The organisation's products: what their labels require, so that the promotion rules can tell right from wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wellspoken.rooms.people.access import require, require_everywhere, rights_of
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.services import products
from wellspoken.rooms.people.services.products import ProductFacts
from wellspoken.web.frame.fields import Lines, ReadableName

KINDS = {
    "medicine": pgettext_lazy("kind of product", "Medicine"),
    "vaccine": pgettext_lazy("kind of product", "Vaccine"),
    "device": pgettext_lazy("kind of product", "Device"),
    "supplement": pgettext_lazy("kind of product", "Food supplement"),
    "food": pgettext_lazy("kind of product", "Food"),
    "cosmetic": pgettext_lazy("kind of product", "Cosmetic"),
}
STATUSES = {
    "approved": pgettext_lazy("status of a product", "Approved"),
    "investigational": pgettext_lazy("status of a product", "Under study, not approved"),
    "withdrawn": pgettext_lazy("status of a product", "Withdrawn from the market"),
}
_FIELD = {"name": "brand", "same_product": "brand", "risk_link": "risk_link"}


class Claims(Lines):
    """Claims word for word, one per line."""

    longest = 500


def _long(label: Any, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, max_length=4000, required=False, widget=area)


class ProductForm(forms.Form):
    """One product."""

    brand = ReadableName(label=_("Brand"), max_length=100)
    generic = forms.CharField(
        label=_("Generic name"), max_length=200, required=False, help_text=_("The substance, as on the label.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    status = forms.ChoiceField(label=_("Status"), choices=list(STATUSES.items()))
    prescription = forms.BooleanField(label=_("Needs a prescription"), required=False)
    indications = _long(_("What it is approved for"), _("In the words of the label."))
    limitations = _long(_("Limitations of use"))
    risk_text = _long(_("Risks that every advertisement must name"))
    boxed_warning = _long(_("Boxed warning"), _("Leave empty if there is none."))
    risk_link = forms.CharField(
        label=_("Web address with all risks"), max_length=500, required=False, widget=forms.URLInput
    )
    approved_claims = Claims(label=_("Approved claims"), help_text=_("Word for word, one per line."))
    ad_approval = forms.CharField(
        label=_("Number of the approval to advertise"),
        max_length=100,
        required=False,
        help_text=_("Where the law asks for one, as BPOM does in Indonesia."),
    )

    def facts(self) -> ProductFacts:
        """The cleaned values."""
        return ProductFacts(**self.cleaned_data)


@login_required
@require_GET
def products_page(request: HttpRequest) -> HttpResponse:
    """Every product."""
    user = require(request.user, Right.RULES)
    rows = [
        {**row, "kind_name": KINDS.get(row.get("kind", ""), ""), "status_name": STATUSES.get(row.get("status", ""), "")}
        for row in sorted(products.products(), key=lambda row: str(row.get("brand", "")).casefold())
    ]
    whole = Right.RULES in rights_of(user).everywhere
    return render(request, "rules/products.html", {"products": rows, "whole": whole})


@login_required
@require_http_methods(["GET", "POST"])
def add_product(request: HttpRequest) -> HttpResponse:
    """A new product."""
    user = require_everywhere(request.user, Right.RULES)
    form = ProductForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            products.add_product(actor=user, facts=form.facts())
        except PeopleProblem as problem:
            form.add_error(_FIELD.get(problem.code), problem.sentence)
        else:
            return _saved(request)
    return _form(request, form, None)


@login_required
@require_http_methods(["GET", "POST"])
def product_page(request: HttpRequest, key: str) -> HttpResponse:
    """Change a product."""
    user = require_everywhere(request.user, Right.RULES)
    known = products.product(key)
    form = ProductForm(request.POST or None, initial=known)
    if form.is_bound and form.is_valid():
        try:
            products.change_product(actor=user, key=key, facts=form.facts())
        except PeopleProblem as problem:
            form.add_error(_FIELD.get(problem.code), problem.sentence)
        else:
            return _saved(request)
    return _form(request, form, known)


@login_required
@require_POST
def remove_product(request: HttpRequest, key: str) -> HttpResponse:
    """Remove a product."""
    user = require_everywhere(request.user, Right.RULES)
    products.remove_product(actor=user, key=key)
    return _saved(request)


def _saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _now("Saved. Posts that wait for their time are looked at again now."))
    return redirect("products")


def _form(request: HttpRequest, form: ProductForm, known: dict[str, Any] | None) -> HttpResponse:
    context = {"form": form, "product": known}
    return render(request, "rules/product.html", context, status=422 if form.errors else 200)
