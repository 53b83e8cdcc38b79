"""Mail about the steps of a workflow: short, no words of the post in it, a link. Sent once the act is stored."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import localize
from django.utils.translation import gettext as _

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import notices
from wellspoken.rooms.review.access import writers_of
from wellspoken.rooms.review.deputies import addressed
from wellspoken.rooms.review.flow.passing import flow_of
from wellspoken.rooms.review.models import Comment, OutsideReviewer, ReviewRequest


def begun(request: ReviewRequest) -> None:
    """Tell the people of the steps that are open now, once this transaction is safe."""
    transaction.on_commit(partial(_tell_steps, request.pk), robust=True)


def invited(row: OutsideReviewer, key: str) -> None:
    """Send somebody from outside their private link, once this transaction is safe. The key is kept nowhere."""
    transaction.on_commit(partial(_tell_outside, row.pk, key), robust=True)


def mentioned(comment: Comment) -> None:
    """Tell the people whom a comment mentions, once this transaction is safe."""
    transaction.on_commit(partial(_tell_mentioned, comment.pk), robust=True)


def _tell_outside(pk: int, key: str) -> None:
    row = OutsideReviewer.objects.select_related("request__post__team", "invited_by").get(pk=pk)
    asker = row.invited_by.name if row.invited_by else ""
    with translation.override(row.language):
        line = _(
            "%(who)s (%(team)s) asks you to look at a post before it goes out: %(why)s\n\nThe link is only for you."
            " It shows this one post and works until %(until)s."
        ) % {"who": asker, "team": row.request.post.team.name, "why": row.why, "until": localize(row.expires_at.date())}
        hello = _("Hello %(name)s,") % {"name": row.name}
        text = f"{hello}\n\n{line}\n\n{settings.SITE_URL}/r/{key}/\n"
        post = EmailMessage(_("A post waits for your review"), text, settings.DEFAULT_FROM_EMAIL, [row.email])
    send([post])


def _tell_mentioned(pk: int) -> None:
    comment = Comment.objects.select_related("post", "by", "outside").get(pk=pk)
    request = ReviewRequest.objects.filter(post=comment.post_id).order_by("-pk").first()
    path = f"/review/{request.pk}/#comment-{comment.pk}" if request else f"/posts/{comment.post_id}/"
    letters = []
    for mention in comment.mentions.select_related("user"):
        with translation.override(mention.user.language):
            line = _("%(who)s mentions you in a comment on a post.") % {"who": comment.who or _("Somebody")}
            letters.append(letter(mention.user, _("You are mentioned in a comment"), line, path))
    send(letters)


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
    now = people_now(request)
    steps = {person.pk: step for person, step in now}
    written = writers_of(request.post, request.asked_by_id)
    for one in addressed([person for person, _step in now], timezone.now(), written):
        person = one.person
        step = steps[person.pk if person.pk in steps else one.instead_of[0][0].pk]
        with translation.override(person.language):
            line = _("%(who)s (%(team)s) asks you to look at a post before it goes out. Your step: %(step)s.") % {
                "who": request.asked_by.name if request.asked_by else _("Somebody"),
                "team": request.post.team.name,
                "step": step,
            }
            said = "\n\n".join([line, *notices.in_place_of(one)])
            letters.append(letter(person, _("A post waits for your review"), said, f"/review/{request.pk}/"))
    notices._hand_over(letters)


def letter(person: User, subject: str, line: str, path: str) -> EmailMessage:
    """One letter with a link to a page of the product."""
    return notices._letter(person, subject, line, f"{settings.SITE_URL}{path}")


def send(letters: list[EmailMessage]) -> None:
    """Hand letters over to be sent; the person who acted does not wait."""
    notices._hand_over(letters)
