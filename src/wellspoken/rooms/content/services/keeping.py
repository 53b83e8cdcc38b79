"""Planning, sealing and binning posts."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from wellspoken.rooms.content.access import require_edit
from wellspoken.rooms.content.errors import EditConflict, NotEditable
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.content.states import EDITABLE, POST, PostState
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import Step, move, record
from wellspoken.rooms.people.models import User

#: an approved post's time belongs to its deliveries
_PLANNABLE = EDITABLE - {PostState.APPROVED}


def set_plan(*, actor: User | SystemActor, post: Post, plan: Plan) -> Plan:
    """Choose when the post should go out; returns the plan in canonical form.

    Touches no delivery: an approved post is refused, its time is moved by publishing.
    Raises `Denied`, `NotEditable`, and `BadTime` (`shape`, `zone`, `missing_hour`, `past`).
    """
    require_edit(actor, post)
    chosen = plan.checked(timezone.now())
    with transaction.atomic():
        if Post.objects.filter(pk=post.pk, state__in=_PLANNABLE).update(**chosen.columns()) != 1:
            post.refresh_from_db()
            raise NotEditable(post.state)
        post.refresh_from_db()
        record(
            action="post.planned",
            actor=actor,
            obj=post,
            data={"kind": chosen.kind, "wall": chosen.wall, "zone": chosen.zone, "fold": chosen.fold},
        )
    return chosen


def seal(*, actor: User | SystemActor, post: Post, base_version: int) -> Revision:
    """Fix the current words for ever, so that a decision can name them; later saves begin a new revision.

    Raises `Denied`, and `EditConflict` when somebody saved since `base_version`.
    """
    require_edit(actor, post)
    with transaction.atomic():
        # an update that changes nothing takes the row's lock: no save can come between
        same = Post.objects.filter(pk=post.pk, version=base_version).update(version=F("version"))
        post.refresh_from_db()
        if post.current is None:
            raise NotThere("no words yet")
        if same != 1:
            who = post.current.author.name if post.current.author else ""
            raise EditConflict(post.version, post.current.content, None, who)
        if Revision.objects.filter(pk=post.current.pk, sealed=False).update(sealed=True):
            record(action="post.saved", actor=actor, obj=post, data={"revision": post.current.number})
        post.current.refresh_from_db()
    return post.current


def bin_post(*, actor: User | SystemActor, post: Post) -> None:
    """Put a post that is not out and not under review in the bin. Raises `Denied`, `StateConflict`."""
    require_edit(actor, post)
    move(post, POST, Step(to=PostState.BINNED, actor=actor, action="post.binned"))


def restore_post(*, actor: User | SystemActor, post: Post) -> None:
    """Take a post out of the bin; it is a draft again. Raises `Denied`, `StateConflict`."""
    require_edit(actor, post)
    step = Step(to=PostState.DRAFT, actor=actor, action="post.restored", only_from=[PostState.BINNED])
    move(post, POST, step)
