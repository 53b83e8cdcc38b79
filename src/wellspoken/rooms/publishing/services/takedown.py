"""Taking a post down: one act, every channel, with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.compliance.duties import CAUSES, countries_of, known
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import POST
from wellspoken.rooms.kernel.retrying import again_after_collision
from wellspoken.rooms.kernel.states import StateConflict, Step, move, record
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import by_hand, landing
from wellspoken.rooms.publishing.models import Delivery, Takedown
from wellspoken.rooms.publishing.recurring import steering
from wellspoken.rooms.publishing.scheduling import cancel_one
from wellspoken.rooms.publishing.states import NOT_OUT


class NoReason(ValueError):
    """A takedown must say why."""


@again_after_collision
def take_down(*, actor: User, post: Post, reason: str, public_reason: str = "", cause: str = "") -> Takedown:
    """Take the post down everywhere: live deliveries are deleted, waiting ones cancelled, unknown ones looked up first.

    `reason` is kept in the log, `public_reason` is what the Newsroom's note
    says; `cause` is "exposure" or "withdrawal" when it is for a patient's sake: duties with clocks
    follow from it. Corrections of the post go with it. Asking again returns the takedown under way.
    Raises `NoReason`, `Denied`, `StateConflict` when the post was never approved.
    """
    require(actor, Right.TAKE_DOWN, post.team)
    if not reason.strip():
        raise NoReason
    with transaction.atomic():
        deliveries = list(Delivery.objects.filter(post=post).select_related("channel"))
        if not deliveries:
            raise StateConflict(f"post {post.pk} was never approved")
        asked = _earlier(post, deliveries) or _ask(actor, post, (reason.strip(), public_reason.strip()), cause)
        # read again now that the log's head is ours: what goes live at this moment either sees us or is seen
        for delivery in Delivery.objects.filter(post=post).select_related("channel"):
            _stop(actor, delivery)
        _withdraw(actor, post)
        steering.taken_down(post, actor)
        for correction in post.corrections.filter(deliveries__isnull=False).select_related("team").distinct():
            take_down(actor=actor, post=correction, reason=reason, public_reason=public_reason, cause=cause)
    return asked


def _earlier(post: Post, deliveries: list[Delivery]) -> Takedown | None:
    """A takedown that covers everything there is already."""
    newest = max(delivery.created_at for delivery in deliveries)
    return Takedown.objects.filter(post=post, at__gte=newest).order_by("at").first()


def _ask(actor: User, post: Post, words: tuple[str, str], cause: str) -> Takedown:
    reason, public_reason = words
    asked = Takedown.objects.create(post=post, reason=reason, public_reason=public_reason, by=actor)
    for_patient = {"cause": cause, "countries": countries_of(post.team)} if cause in CAUSES else {}
    record(action="takedown.asked", actor=actor, obj=asked, data=for_patient, personal={"reason": reason})
    return asked


def answer_duty(*, actor: User, post: Post, duty: str, done: bool, note: str) -> None:
    """Record whether a duty that followed from the newest takedown of `post` is done; answering again adds an answer.

    Raises `Denied`, `NoReason` without a note, `StateConflict` when the post was not taken down or the duty is unknown.
    """
    require(actor, Right.TAKE_DOWN, post.team)
    if not note.strip():
        raise NoReason
    asked = Takedown.objects.filter(post=post).order_by("-at").first()
    if asked is None or not known(duty):
        raise StateConflict(f"post {post.pk} has no duty {duty}")
    said = {"duty": duty, "answer": "yes" if done else "no"}
    with transaction.atomic():
        record(action="takedown.answered", actor=actor, obj=asked, data=said, personal={"note": note.strip()})


def _withdraw(actor: User, post: Post) -> None:
    """A post that somebody saw is withdrawn; one that nobody can have seen is a draft again.

    One that only a person can delete somewhere is withdrawn when that was proved.
    """
    up = Delivery.objects.filter(post=post, state__in=by_hand.UP).select_related("channel")
    if any(not by_hand.deletes(delivery) for delivery in up):
        return
    if landing.withdraw_post(post, actor):
        return
    if Delivery.objects.filter(post=post).exclude(state="cancelled").exists():
        return  # one may be out: the worker finds out and goes on from there
    step = Step(to="draft", actor=actor, action="post.withdrawn", only_from=["approved"])
    try:
        move(post, POST, step)
    except StateConflict:
        return  # neither published nor approved: nothing to take back


def _stop(actor: User, delivery: Delivery) -> None:
    if delivery.state in NOT_OUT:
        cancel_one(delivery, actor, "taken_down")
    elif delivery.state == "live":
        landing.withdrawing(delivery)
    elif delivery.state == "unknown":
        Delivery.objects.filter(pk=delivery.pk, state="unknown").update(settle_at=timezone.now(), looks=0)
