"""The fields in which somebody answers a reviewer's questions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellspoken.rooms.people.access import get_person, require_everywhere
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.competence import FIELDS, fields_of
from wellspoken.rooms.review.services import name_competences


def boxes(person: User) -> list[dict[str, Any]]:
    """One tick per field."""
    named = set(fields_of(person))
    return [{"value": field, "label": label, "on": field in named} for field, label in FIELDS.items()]


@login_required
@require_POST
def name_fields(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the ticks."""
    user = require_everywhere(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    changed = name_competences(actor=user, person=person, fields=request.POST.getlist("field"))
    messages.success(request, _("Saved.") if changed else _("Nothing was different, so nothing was changed."))
    return redirect("person", pk)
