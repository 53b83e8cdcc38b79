"""For drug makers: the listing for Form FDA 2253 and the monthly list of sites, to look at and to take along."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.records import fda
from wellspoken.rooms.records.binder import printing
from wellspoken.rooms.records.binder.blocks import heading, para, table
from wellspoken.web.records import asking


def _month(request: HttpRequest) -> date:
    return asking.day(f"{request.GET.get('month', '')}-01") or timezone.localdate().replace(day=1)


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Pieces and sites of a month: a page, or with `as` = pieces.csv, sites.csv or pdf a file."""
    user = require(request.user, Right.AUDIT)
    month = _month(request)
    try:
        found: dict[str, list[Any]] = {"pieces": fda.pieces(user, month), "sites": fda.sites(user, month)}
    except fda.NotOurs as error:
        raise NotThere("no drug maker") from error
    wanted = request.GET.get("as", "")
    if wanted in ("pieces.csv", "sites.csv"):
        head = fda.PIECE_HEAD if wanted == "pieces.csv" else fda.SITE_HEAD
        return _csv(wanted, month, head, fda.safe_rows(found[wanted.partition(".")[0]]))
    if wanted == "pdf":
        return _pdf(month, found)
    return render(request, "records/fda.html", {**found, "month": month})


def _csv(name: str, month: date, head: Any, rows: list[list[str]]) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([str(cell) for cell in head])
    writer.writerows(rows)
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="fda-{month:%Y-%m}-{name}"'
    return answer


def _pdf(month: date, found: dict[str, Any]) -> HttpResponse:
    house = organisation()
    name = house.name if house else ""
    title = _("Promotional pieces and sites, {month}").format(month=f"{month:%Y-%m}")
    blocks = [
        heading(1, _("Pieces first used this month (Form FDA 2253)")),
        *(table([str(c) for c in fda.PIECE_HEAD], fda.safe_rows(found["pieces"])) or [para(_("None."))]),
        heading(1, _("Sites this month")),
        *(table([str(c) for c in fda.SITE_HEAD], fda.safe_rows(found["sites"])) or [para(_("None."))]),
    ]
    document = printing.Document(title, name, (get_language() or "en")[:2], _("Contents"), [name], blocks)
    answer = HttpResponse(printing.printed(document, timezone.now()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="fda-{month:%Y-%m}.pdf"'
    return answer
