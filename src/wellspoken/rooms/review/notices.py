"""Mail about reviews: short, no words of the post in it, a link. Sent after the act is stored, never in its way."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review.access import writers_of
from wellspoken.rooms.review.deputies import Addressee, addressed
from wellspoken.rooms.review.models import Decision, Release, ReleaseRequest, ReviewRequest

log = logging.getLogger(__name__)
_post_office = ThreadPoolExecutor(max_workers=1, thread_name_prefix="review-mail")
_under_way: set[Future[Any]] = set()

VERDICTS = {
    "approve": (gettext_lazy("Your post was approved"), gettext_lazy("%(who)s approved version %(version)s.")),
    "changes": (
        gettext_lazy("Your post needs changes"),
        gettext_lazy("%(who)s asks for changes to version %(version)s and says why."),
    ),
    "reject": (
        gettext_lazy("Your post was rejected"),
        gettext_lazy("%(who)s rejected version %(version)s and says why."),
    ),
}


def asked(request: ReviewRequest) -> None:
    """Tell the team's reviewers, except those who wrote the post, once this transaction is safe."""
    transaction.on_commit(partial(_tell_reviewers, request.pk), robust=True)


def decided(decision: Decision) -> None:
    """Tell the author and who asked, once this transaction is safe."""
    transaction.on_commit(partial(_tell_writers, decision.pk), robust=True)


def release_asked(request: ReleaseRequest) -> None:
    """Tell the people who may release, except those who wrote the post, once this transaction is safe."""
    transaction.on_commit(partial(_tell_releasers, request.pk), robust=True)


def released(made: Release) -> None:
    """Tell who asked for the release, once this transaction is safe."""
    transaction.on_commit(partial(_tell_asker, made.pk), robust=True)


def reviewers(team_id: int, right: Right = Right.REVIEW) -> list[User]:
    """Active people who hold the right in the team."""
    grants = Grant.objects.filter(role__in=roles_with(right), team_id=team_id)
    everywhere = Grant.objects.filter(role__in=roles_with(right), team__isnull=True)
    return list(User.objects.filter(is_active=True, grants__in=grants.union(everywhere).values("pk")).distinct())


def _tell_reviewers(pk: int) -> None:
    request = ReviewRequest.objects.select_related("post__team", "asked_by").get(pk=pk)
    written = writers_of(request.post, request.asked_by_id)
    address = f"{settings.SITE_URL}/review/{request.pk}/"
    asked = [person for person in reviewers(request.post.team_id) if person.pk not in written]
    letters = []
    for one in addressed(asked, timezone.now(), written):
        with translation.override(one.person.language):
            line = _("%(who)s (%(team)s) asks you to look at a post before it goes out.") % {
                "who": request.asked_by.name if request.asked_by else _("Somebody"),
                "team": request.post.team.name,
            }
            said = "\n\n".join([line, *in_place_of(one)])
            letters.append(_letter(one.person, _("A post waits for your review"), said, address))
    _hand_over(letters)


def in_place_of(one: Addressee) -> list[str]:
    """For whom somebody stands in and until when, a sentence each, in the language that is active."""
    return [
        _("You stand in for %(name)s, who is away until %(day)s.")
        % {"name": person.name, "day": date_format((ends - timedelta(minutes=1)).astimezone(person.zone))}
        for person, ends in one.instead_of
    ]


def standing_in(away: User, people: Sequence[Addressee]) -> None:
    """Tell deputies that they stand in for `away` from now on, and where what waits is to be found."""
    letters = []
    for one in people:
        with translation.override(one.person.language):
            said = "\n\n".join([*in_place_of(one), _("What waits for a decision is on your list of reviews.")])
            subject = _("You stand in for %(name)s") % {"name": away.name}
            letters.append(_letter(one.person, subject, said, f"{settings.SITE_URL}/review/"))
    _hand_over(letters)


def _tell_writers(pk: int) -> None:
    decision = Decision.objects.select_related("post__author", "request__asked_by", "by", "revision").get(pk=pk)
    people = {p for p in (decision.post.author, decision.request.asked_by) if p and p.is_active and p != decision.by}
    subject, sentence = VERDICTS[decision.verdict]
    values = {"who": decision.by.name if decision.by else "", "version": decision.revision.number}
    letters = []
    for person in sorted(people, key=lambda p: p.pk):
        with translation.override(person.language):
            address = f"{settings.SITE_URL}/posts/{decision.post_id}/"
            letters.append(_letter(person, str(subject), str(sentence) % values, address))
    _hand_over(letters)


def _tell_releasers(pk: int) -> None:
    request = ReleaseRequest.objects.select_related("post__team", "asked_by").get(pk=pk)
    written = writers_of(request.post, request.asked_by_id)
    address = f"{settings.SITE_URL}/posts/{request.post_id}/checks/"
    letters = []
    for person in reviewers(request.post.team_id, Right.RELEASE):
        if person.pk in written:
            continue
        with translation.override(person.language):
            line = _(
                "%(who)s (%(team)s) asks you to look at what the checks stopped, and to say whether it may go out."
            )
            named = {
                "who": request.asked_by.name if request.asked_by else _("Somebody"),
                "team": request.post.team.name,
            }
            letters.append(_letter(person, _("A release is asked for"), line % named, address))
    _hand_over(letters)


def _tell_asker(pk: int) -> None:
    made = Release.objects.select_related("by").get(pk=pk)
    asked = ReleaseRequest.objects.filter(post=made.post_id, content_hash=made.content_hash).first()
    person = asked.asked_by if asked else None
    if person is None or not person.is_active or person == made.by:
        return
    with translation.override(person.language):
        line = _("%(who)s released a stop in your post and says why.") % {"who": made.by.name if made.by else ""}
        address = f"{settings.SITE_URL}/posts/{made.post_id}/edit/"
        letter = _letter(person, _("A stop in your post was released"), line, address)
    _hand_over([letter])


def _letter(person: User, subject: str, line: str, address: str) -> EmailMessage:
    hello = _("Hello %(name)s,") % {"name": person.name}
    return EmailMessage(subject, f"{hello}\n\n{line}\n\n{address}\n", settings.DEFAULT_FROM_EMAIL, [person.email])


def _hand_over(letters: list[EmailMessage]) -> None:
    """Give letters to the thread that sends; the person who acted does not wait for a mail server."""
    if letters and not is_quiet():
        future = _post_office.submit(_send, letters)
        _under_way.add(future)
        future.add_done_callback(_under_way.discard)


def _send(letters: list[EmailMessage]) -> None:
    try:
        get_connection().send_messages(letters)
    except OSError as error:  # also every SMTP error
        log.warning("%s letters about reviews were not sent: %s", len(letters), error)


def drain(seconds: float = 10) -> None:
    """Wait until every letter handed over so far is sent or given up."""
    wait(set(_under_way), timeout=seconds)
