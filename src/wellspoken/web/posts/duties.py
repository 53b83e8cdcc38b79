"""What must be done after a post was taken down for a patient's sake, with clocks, and the answers people recorded."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.presenting import actor
from wellspoken.rooms.compliance.duties import CAUSES, Duty, duties_after, keep_until
from wellspoken.rooms.content.access import get_post
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import services
from wellspoken.web.posts import words


class AnswerForm(forms.Form):
    """Whether a duty is done, and what was done or why not."""

    done = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    note = forms.CharField(max_length=2000)


def panel(entries: list[AuditEntry]) -> dict[str, Any] | None:
    """The duties after the newest take-down among `entries` (newest first); None when there are none."""
    asked = next((e for e in entries if e.action == "takedown.asked"), None)
    if asked is None or asked.data.get("cause") not in CAUSES:
        return None
    found = duties_after(asked.data["cause"], asked.data.get("countries", []), asked.at, get_language() or "en")
    if not found:
        return None
    said = _answers(entries, asked)
    rows = [_row(duty, said.get(duty.id, [])) for duty in found]
    return {"rows": rows, "keep": keep_until(asked.at)}


def _row(duty: Duty, answers: list[dict[str, Any]]) -> dict[str, Any]:
    """One duty with its answers; `open` while the newest is missing or says no, `late` when its time is over too."""
    still = not answers or not answers[0]["done"]
    late = still and duty.by is not None and duty.by < timezone.now()
    return {"duty": duty, "answers": answers, "open": still, "late": late}


def _answers(entries: list[AuditEntry], asked: AuditEntry) -> dict[str, list[dict[str, Any]]]:
    """What was recorded since, by duty, newest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        if entry.action == "takedown.answered" and entry.seq > asked.seq:
            note = (entry.personal or {}).get("note", "")
            line = {"done": entry.data.get("answer") == "yes", "note": note, "who": actor(entry), "at": entry.at}
            found.setdefault(entry.data.get("duty", ""), []).append(line)
    return found


@login_required
@require_POST
def answer(request: HttpRequest, pk: int, duty: str) -> HttpResponse:
    """Record an answer to one duty."""
    user = cast(User, request.user)
    post = get_post(user, pk, Right.TAKE_DOWN)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Say what was done, or why not."))
        return redirect("post", pk)
    done, note = form.cleaned_data["done"] == "yes", form.cleaned_data["note"]
    try:
        services.answer_duty(actor=user, post=post, duty=duty, done=done, note=note)
    except services.NoReason:
        messages.warning(request, _("Say what was done, or why not."))
    except StateConflict:
        messages.warning(request, words.not_done())
    else:
        messages.success(request, _("Recorded, with your name and the time."))
    return redirect("post", pk)
