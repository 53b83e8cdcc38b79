"""What the foot of the composer does: time and review."""

from __future__ import annotations

from datetime import date

from django.utils.translation import ngettext

from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.errors import EditConflict
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.content.services import set_plan
from wellspoken.rooms.library.services import BadSource, add_source
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.errors import BlockedByChecks, NotReady
from wellspoken.rooms.review.flow.errors import Unfulfillable
from wellspoken.rooms.review.services import ask_release
from wellspoken.rooms.review.services import submit as ask_for_review
from wellspoken.web.compose import planning, words
from wellspoken.web.review.words import by_study


def plan(user: User, post: Post, chosen: Plan) -> None:
    """Store the plan when it differs from what is stored; raises `BadTime` and `NotEditable`."""
    stored = planning.plan_of_post(post)
    same = chosen.kind == stored.kind and (chosen.kind != "at" or chosen == stored)
    if not same:
        set_plan(actor=user, post=post, plan=chosen)


def submit(user: User, post: Post, note: str) -> str:
    """Send to review; '' when it went, else a sentence that says what stands in the way."""
    try:
        ask_for_review(actor=user, post=post, base_version=post.version, note=note)
    except BlockedByChecks as stopped:
        if said := by_study(stopped.blocks):
            return said
        count = len(stopped.blocks)
        return ngettext(
            "Mend the %(count)s stop first, or ask for it to be released.",
            "Mend the %(count)s stops first, or ask for them to be released.",
            count,
        ) % {"count": count}
    except Unfulfillable as stuck:
        return words.unfulfillable(stuck)
    except NotReady as error:
        return str(words.NOT_READY.get(error.code, words.NOT_READY["state"]))
    except EditConflict:
        return str(words.BODY["shape"])
    _remember_sources(user, post)
    return ""


def wish(user: User, post: Post) -> str:
    """Ask for the release of the stops; '' when it was asked, else a sentence that says why not."""
    try:
        ask_release(actor=user, post=post)
    except NotReady as error:
        return str(words.NOT_READY.get(error.code, words.NOT_READY["state"]))
    return ""


def _remember_sources(user: User, post: Post) -> None:
    """Keep the post's sources in the team's library, to be chosen again."""
    body = post.current.content if post.current else Body()
    for source in body.evidence:
        day = date.fromisoformat(source.checked_on) if source.checked_on else None
        try:
            add_source(
                actor=user,
                team=post.team,
                url=source.url,
                title=source.title or source.url,
                publisher=source.publisher,
                checked_on=day,
            )
        except BadSource:
            continue  # it stays with the post; only the library does without it
