"""Asking somebody without an account to look at one version: by a private link that ends."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.access import Denied, may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review import access, letters
from wellspoken.rooms.review.flow.errors import BadInvitation, OutsideGone
from wellspoken.rooms.review.flow.passing import flow_of
from wellspoken.rooms.review.models import OutsideReviewer, RequestStep, ReviewRequest
from wellspoken.rooms.review.states import RequestState, StepState

#: whoever acts by such a link
BY_LINK = SystemActor("outside reviewer")
USUAL_DAYS, MOST_DAYS = 7, 30
MOST_OPEN = 10
MIN_WHY, MAX_WHY, MAX_NAME = 10, 500, 150


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is asked, why, for how many days from now, and in which step (key); without one they read and comment."""

    name: str
    email: str
    why: str
    days: int = USUAL_DAYS
    step: int | None = None
    language: str = "en"


def may_invite(user: User, request: ReviewRequest) -> bool:
    """Whether the person may ask somebody from outside, as far as roles go: reviewers and administrators."""
    return any(may(user, right, request.post.team_id) for right in (Right.REVIEW, Right.SETTINGS))


def invite(*, actor: User, request: ReviewRequest, asked: Invitation) -> tuple[OutsideReviewer, str]:
    """Ask somebody from outside; returns the row and the key, which is mailed to them and never stored.

    Raises `Denied`, `OwnWork`, and `BadInvitation`.
    """
    if not may_invite(actor, request):
        raise Denied(Right.REVIEW, request.post.team)
    access.require_other(actor, request.post, request.asked_by_id)
    said = _checked(asked)
    key, now = secrets.token_urlsafe(32), timezone.now()
    with transaction.atomic():
        held = ReviewRequest.objects.select_for_update().filter(pk=request.pk, state=RequestState.OPEN)
        if held.first() is None:
            raise BadInvitation("over")
        step = _step(request, said.step)
        if _open_ones(request).count() >= MOST_OPEN:
            raise BadInvitation("many")
        made = OutsideReviewer.objects.create(
            request=request,
            step=step,
            name=said.name,
            email=said.email,
            why=said.why,
            language=said.language,
            digest=OutsideReviewer.digest_of(key),
            invited_by=actor,
            expires_at=now + timedelta(days=said.days),
        )
        about = {"revision": request.revision.number, "until": made.expires_at.isoformat()}
        data = {**about, "step": step.name} if step else about
        personal = {"name": said.name, "email": said.email, "why": said.why}
        record(action="review.outside_asked", actor=actor, obj=made, data=data, personal=personal)
        letters.invited(made, key)
    return made, key


def _checked(asked: Invitation) -> Invitation:
    name, why = (" ".join(text.replace("\x00", "").split()) for text in (asked.name, asked.why))
    email = asked.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadInvitation("email") from error
    wrong = {
        "name": not name or len(name) > MAX_NAME,
        "why": not MIN_WHY <= len(why) <= MAX_WHY,
        "days": not 1 <= asked.days <= MOST_DAYS,
        "account": User.objects.filter(email=email).exists(),
    }
    for code, is_wrong in wrong.items():
        if is_wrong:
            raise BadInvitation(code)
    return Invitation(name, email, why, asked.days, asked.step, asked.language)


def _step(request: ReviewRequest, wanted: int | None) -> RequestStep | None:
    """The step of the request that lets people from outside in; None when none is wanted."""
    if wanted is None:
        return None
    steps = [one.step for one in flow_of(request).steps]
    found = next((s for s in steps if s.pk == wanted and s.outside and s.state != StepState.DONE), None)
    if found is None:
        raise BadInvitation("step")
    return found


def _open_ones(request: ReviewRequest) -> QuerySet[OutsideReviewer]:
    rows = OutsideReviewer.objects.filter(request=request, decided_at__isnull=True, ended_at__isnull=True)
    return rows.filter(expires_at__gt=timezone.now())


def take_link_back(*, actor: User, request: ReviewRequest, pk: int) -> bool:
    """The link of one invitation stops working; False when it did already. Raises `Denied` and `NotThere`."""
    if not may_invite(actor, request):
        raise Denied(Right.REVIEW, request.post.team)
    row = OutsideReviewer.objects.select_related("request").filter(pk=pk, request=request).first()
    if row is None:
        raise NotThere(f"invitation {pk}")
    with transaction.atomic():
        rows = OutsideReviewer.objects.filter(pk=pk, ended_at__isnull=True, decided_at__isnull=True)
        if rows.update(ended_at=timezone.now()) != 1:
            return False
        record(
            action="review.outside_ended",
            actor=actor,
            obj=row,
            data={"revision": request.revision.number},
            personal={"name": row.name},
        )
    return True


def open_link(key: str) -> OutsideReviewer:
    """The invitation of a key, with its request; the first time is told in the log. Raises `OutsideGone`."""
    fetch = ("step", "invited_by", "request__revision", "request__post__team", "request__post__current")
    row = OutsideReviewer.objects.select_related(*fetch).filter(digest=OutsideReviewer.digest_of(key)).first()
    if row is None:
        raise OutsideGone("unknown")
    require_open(row)
    if row.opened_at is None:
        with transaction.atomic():
            if OutsideReviewer.objects.filter(pk=row.pk, opened_at__isnull=True).update(opened_at=timezone.now()):
                about = {"revision": row.request.revision.number}
                record(action="review.outside_opened", actor=BY_LINK, obj=row, data=about, personal={"name": row.name})
    return row


def require_open(row: OutsideReviewer) -> None:
    """Raise `OutsideGone` unless the link leads to its page now."""
    if row.ended_at is not None:
        raise OutsideGone("ended")
    if row.decided_at is not None:
        raise OutsideGone("used")
    if row.expires_at <= timezone.now():
        raise OutsideGone("expired")
    if row.request.state != RequestState.OPEN:
        raise OutsideGone("over")
