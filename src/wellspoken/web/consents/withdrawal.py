"""After a consent was taken back: what was stopped, what is still public, the clocks, and the proof that it is over."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.consents import access, clocks, selectors, services
from wellspoken.rooms.consents.audit import WITHDRAWN_HOW
from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.models import User
from wellspoken.web.consents import using, words
from wellspoken.web.consents.page import READ, life


class SettleForm(forms.Form):
    """What was done so that every use has ended."""

    note = forms.CharField(
        label=gettext_lazy("What was done?"),
        help_text=gettext_lazy("Website, printed matter and partners too. Kept with your name as the proof."),
        min_length=5,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, and the confirmation at its end."""
    user = cast(User, request.user)
    consent = access.get_consent(user, pk)
    if consent.state != "withdrawn":
        return redirect("consent", pk)
    rows = using.used(user, consent)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _settled(request, user, consent, form, over=using.is_over(rows)):
        return redirect("consent_withdrawal", pk)
    context = {**_context(consent, rows), "form": form}
    return render(request, "consents/withdrawal.html", context, status=422 if form.is_bound else 200)


def _settled(request: HttpRequest, user: User, consent: Authorization, form: SettleForm, *, over: bool) -> bool:
    if not over:
        form.add_error("note", _("Something of it is still public or on its way. Take that down first."))
        return False
    try:
        services.settle(actor=user, consent=consent, note=form.cleaned_data["note"])
    except BadConsent as error:
        form.add_error("note", words.bad(error))
        return False
    except StateConflict:
        messages.warning(request, words.changed_meanwhile())
        return True
    messages.success(request, _("Confirmed, with your name and the time."))
    return True


def _context(consent: Authorization, rows: list[using.Used]) -> dict[str, Any]:
    counts, now = using.progress(rows), timezone.now()
    told = [entry for entry in selectors.life_of(consent) if entry.action not in READ]
    settled = next((life(entry) for entry in told if entry.action == "consent.settled"), None)
    return {
        "consent": consent,
        "how": WITHDRAWN_HOW.get(consent.withdrawn_how, ""),
        "rows": rows,
        "counts": [(using.DONE[standing], number) for standing, number in counts.items() if number],
        "over": using.is_over(rows),
        "clocks": [
            (clock, bool(clock.by and clock.by < (consent.settled_at or now)))
            for clock in clocks.after_withdrawal(consent)
        ],
        "settled": settled,
        "keep": clocks.deletable_from(consent),
    }
