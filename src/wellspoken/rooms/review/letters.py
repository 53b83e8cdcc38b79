"""Mail about the steps of a workflow: short, no words of the post in it, a link. Sent once the act is stored."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import notices
from wellspoken.rooms.review.flow.passing import flow_of
from wellspoken.rooms.review.models import ReviewRequest


def begun(request: ReviewRequest) -> None:
    """Tell the people of the steps that are open now, once this transaction is safe."""
    transaction.on_commit(partial(_tell_steps, request.pk), robust=True)


def people_now(request: ReviewRequest) -> list[tuple[User, str]]:
    """Who can approve now, each with the names of their open steps, in the order of names; seven queries."""
    found: dict[int, tuple[User, list[str]]] = {}
    for one in flow_of(request).now:
        for person in one.able:
            found.setdefault(person.pk, (person, []))[1].append(one.step.name)
    return [(person, ", ".join(names)) for person, names in found.values()]


def _tell_steps(pk: int) -> None:
    request = ReviewRequest.objects.select_related("post__team", "post__current", "asked_by").get(pk=pk)
    letters = []
    for person, step in people_now(request):
        with translation.override(person.language):
            line = _("%(who)s (%(team)s) asks you to look at a post before it goes out. Your step: %(step)s.") % {
                "who": request.asked_by.name if request.asked_by else _("Somebody"),
                "team": request.post.team.name,
                "step": step,
            }
            letters.append(letter(person, _("A post waits for your review"), line, f"/review/{request.pk}/"))
    notices._hand_over(letters)


def letter(person: User, subject: str, line: str, path: str) -> EmailMessage:
    """One letter with a link to a page of the product."""
    return notices._letter(person, subject, line, f"{settings.SITE_URL}{path}")


def send(letters: list[EmailMessage]) -> None:
    """Hand letters over to be sent; the person who acted does not wait."""
    notices._hand_over(letters)
