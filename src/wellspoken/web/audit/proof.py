"""The pages that prove the log: its key, its anchors, the export, and one entry with its personal text."""

from __future__ import annotations

import tempfile
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellspoken.rooms.audit import anchoring, keys, proof_selectors
from wellspoken.rooms.audit.bundle import write_bundle
from wellspoken.rooms.audit.presenting import actor, sentence
from wellspoken.rooms.audit.services import MIN_REASON, record, redact_personal
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import require, require_everywhere, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.audit import facts

#: exports up to this size stay in memory
_SPOOL = 8 * 2**20
MOST = 400


class RedactForm(forms.Form):
    """Why personal text is emptied, and how far."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Stays in the log with your name. Do not repeat the personal text here."),
        min_length=MIN_REASON,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    whole = forms.BooleanField(
        label=gettext_lazy("Also in every other entry about the same post"),
        required=False,
    )


@login_required
@require_safe
def proof(request: HttpRequest) -> HttpResponse:
    """The public key, the anchors, and how to prove an export without us."""
    require(request.user, Right.AUDIT)
    key = keys.current_key()
    context = {
        "key": key,
        "groups": [key[i : i + 8] for i in range(0, len(key), 8)],
        "anchors": proof_selectors.anchors(MOST),
        "since": proof_selectors.since_last_anchor(),
        "keys": proof_selectors.retired_keys(),
    }
    return render(request, "audit/proof.html", context)


@login_required
@require_safe
def anchor(request: HttpRequest, number: int) -> HttpResponse:
    """One anchor as a file."""
    require(request.user, Right.AUDIT)
    found = proof_selectors.anchor(number)
    answer = HttpResponse(anchoring.as_file(found), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer


@login_required
@require_POST
def anchor_now(request: HttpRequest) -> HttpResponse:
    """Anchor the log now, if something was written since the last anchor."""
    require(request.user, Right.AUDIT)
    made = anchoring.anchor_now()
    if made is None:
        messages.info(request, _("Nothing was written since the last anchor."))
    else:
        messages.success(request, _("Anchored. Keep a copy of the file somewhere else."))
    return redirect("audit_proof")


@login_required
@require_POST
def download(request: HttpRequest) -> FileResponse:
    """The whole log with anchors, keys and the program that proves it."""
    user = require(request.user, Right.AUDIT)
    record(action="audit.exported", actor=user, obj=proof_selectors.head())
    out = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 (the answer closes it)
    write_bundle(out)
    out.seek(0)
    name = f"audit-{timezone.now():%Y-%m-%d}.zip"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")


@login_required
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """One entry, its personal text, and the form that empties it."""
    user = require(request.user, Right.AUDIT)
    found = proof_selectors.entry(seq)
    form = RedactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require_everywhere(user, Right.SETTINGS)
        if form.is_valid():
            return _redact(request, user, found.seq, form.cleaned_data)
    context: dict[str, Any] = {
        "entry": found,
        "said": sentence(found),
        "who": actor(found),
        "details": facts.details(found),
        "personal": facts.personal(found),
        "emptied": found.personal is None and bool(found.personal_hash),
        "may_empty": Right.SETTINGS in rights_of(user).everywhere and found.personal is not None,
        "others": proof_selectors.others_of_post(found),
        "form": form,
    }
    return render(request, "audit/entry.html", context, status=422 if form.is_bound else 200)


def _redact(request: HttpRequest, user: User, seq: int, said: dict[str, Any]) -> HttpResponse:
    numbers = proof_selectors.keys_to_empty(seq, whole=bool(said["whole"]))
    if not numbers:
        raise NotThere(f"entry {seq}")
    count = redact_personal(actor=user, entry_ids=numbers, reason=cast(str, said["reason"]))
    told = ngettext(
        "The personal text of %(n)d entry is gone.", "The personal text of %(n)d entries is gone.", count
    ) % {"n": count}
    messages.success(request, told)
    return redirect("audit_entry", seq)
