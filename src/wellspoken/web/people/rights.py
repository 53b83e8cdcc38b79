"""Why somebody may do something, on one channel or in general; and the one table of roles and rights."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wellspoken.rooms.channels.access import get_channel
from wellspoken.rooms.channels.rights import answers
from wellspoken.rooms.channels.selectors import channels_for
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import get_person, require
from wellspoken.rooms.people.roles import GRID, RIGHT_NAMES, Right, Role


@login_required
@require_GET
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Each right on the chosen channel with every grant that gives it, or would if it reached that far."""
    user = require(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    offered = channels_for(user, Right.PEOPLE)
    wanted = request.GET.get("channel", "")
    chosen = offered[0] if offered else None
    if wanted:
        if not wanted.isascii() or not wanted.isdecimal() or len(wanted) > 9:
            raise NotThere
        chosen = get_channel(user, int(wanted), Right.PEOPLE)
    context = {
        "person": person,
        "channels": offered,
        "chosen": chosen,
        "answers": answers(person, chosen) if chosen else [],
    }
    return render(request, "people/rights.html", context)


@login_required
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Roles by rights, as the product itself reads them."""
    require(request.user, Right.PEOPLE)
    rows = [{"name": RIGHT_NAMES[right], "held": [right in GRID[role] for role in Role.values]} for right in Right]
    return render(request, "people/roles.html", {"roles": [label for _value, label in Role.choices], "rows": rows})
