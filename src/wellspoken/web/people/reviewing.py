"""The access review: looked through, taken along as a table, signed off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wellspoken.rooms.people import reviewing, selectors
from wellspoken.rooms.people.access import require_everywhere
from wellspoken.rooms.people.models import AccessReview
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.services.reviewing import sign_off
from wellspoken.web.people.tables import KINDS, write

PAGE = 25


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Who may do what and what was not used; sign it off."""
    user = require_everywhere(request.user, Right.PEOPLE)
    if request.method == "POST":
        sign_off(actor=user, note=request.POST.get("note", "").replace("\x00", ""))
        messages.success(request, _("Signed off. What you saw is kept as it was."))
        return redirect("access_review")
    found = Paginator(selectors.people().filter(is_active=True), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": found,
        "reviewed": reviewing.review(list(found.object_list), timezone.now()),
        "signed": AccessReview.objects.defer("table")[:5],
    }
    return render(request, "people/review.html", context)


@login_required
@require_GET
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole review as CSV or XLSX."""
    require_everywhere(request.user, Right.PEOPLE)
    if kind not in KINDS:
        raise Http404
    seen = reviewing.review(list(selectors.people().filter(is_active=True)), timezone.now())
    answer = HttpResponse(write(kind, reviewing.table(seen)), content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="access-{timezone.localdate()}.{kind}"'
    return answer
