"""The fields in which somebody answers a reviewer's questions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellspoken.rooms.people.access import get_person, require_everywhere
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.services import name_competences


@login_required
@require_POST
def name_fields(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the ticks."""
    user = require_everywhere(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    changed = name_competences(actor=user, person=person, fields=request.POST.getlist("field"))
    messages.success(request, _("Saved.") if changed else _("Nothing was different, so nothing was changed."))
    return redirect("person", pk)
