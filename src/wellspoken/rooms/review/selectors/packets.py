"""Everything a reviewer needs to answer one question: may this exact version go out?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.presenting import Card, not_checked
from wellspoken.rooms.compliance.services import ChannelScreening
from wellspoken.rooms.content import diff
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.media.selectors import Placed, pictures_for
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.access import is_own
from wellspoken.rooms.review.checks import Block, blocks_in, released, restored
from wellspoken.rooms.review.flow.passing import Flow, flow_of
from wellspoken.rooms.review.models import Comment, Decision, Look, Mention, RequestStep, ReviewRequest
from wellspoken.rooms.review.selectors.asked import Asked, questions_of
from wellspoken.rooms.review.selectors.texts import Material, TextView, other_cards, text_views


@dataclass(frozen=True, slots=True)
class Standing:
    """What this person may do now. `why` explains a missing decision bar: own, right, step, decided, voided or ''.

    `steps`: the open steps of its workflow that are theirs.
    """

    may_decide: bool
    may_release: bool
    why: str
    steps: tuple[RequestStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Checks:
    """What screening says: `checked` rules ran, `left_out` did not, `blocks` hold an approval back."""

    checked: int
    left_out: list[str]
    blocks: list[Block]
    elsewhere: list[Card]  # findings in the title and the alternative texts


@dataclass(frozen=True, slots=True)
class Packet:
    """The view model of a review page. `seen` is the number of the version the reader looked at before this one."""

    request: ReviewRequest
    post: Post
    body: Body
    texts: list[TextView]
    pictures: list[Placed]
    changes: list[diff.Change]
    seen: int | None
    approved: bool  # the reader approved the version that they looked at before this one
    checks: Checks
    comments: Sequence[Comment]  # each with `mentions_reader`: it names the reader, who has not opened it yet
    decisions: list[Decision]
    standing: Standing
    looked: bool  # this very version is already noted as seen by the reader
    questions: list[Asked]
    flow: Flow


def packet(user: User, request: ReviewRequest) -> Packet:
    """Build the page's view model from what the checks said when it was sent (approving screens again).

    At most seven queries, and seven for a workflow, whatever the number of rows. `request` comes from
    `access.get_request`, asked for `user`.
    """
    post, revision = request.post, request.revision
    body = revision.content
    look: Look | None = getattr(request, "look", None)
    before = _seen_before(look, revision)
    revision.post = post
    screenings, flow = restored(request, body), flow_of(request)
    unseen = Mention.objects.filter(comment=OuterRef("pk"), user=user.pk, seen_at__isnull=True)
    said = Comment.objects.filter(post=post).select_related("by", "revision", "outside")
    comments = list(said.annotate(mentions_reader=Exists(unseen)))
    channels = _channels(body, before)
    known = released(post, revision.content_hash) if blocks_in(screenings) else {}
    decisions = list(Decision.objects.filter(post=post).select_related("by", "revision", "outside", "step")[:20])
    here = [c for c in comments if c.revision_id == revision.pk]
    material = Material(body, before.content if before else None, channels, screenings, here, known)
    return Packet(
        request,
        post,
        body,
        text_views(material),
        pictures_for(body),
        _changes(before, body, channels),
        before.number if before else None,
        _approved(user, before, decisions),
        _checks(screenings, material),
        comments,
        decisions,
        standing(user, request, flow),
        look is not None and look.revision_id == revision.pk,
        questions_of(request, screenings),
        flow,
    )


def standing(user: User, request: ReviewRequest, flow: Flow) -> Standing:
    """What the person may do with the request as it is now."""
    post = request.post
    own = is_own(user, request)
    release = may(user, Right.RELEASE, post.team_id) and not own
    if request.state != "open":
        return Standing(False, release, "voided" if request.state == "voided" else "decided")
    if own:
        return Standing(False, False, "own")
    if request.workflow:
        mine = tuple(one.step for one in flow.mine(user))
        return Standing(bool(mine), release, "" if mine else "step", mine)
    right = may(user, Right.REVIEW, post.team_id)
    return Standing(right, release, "" if right else "right")


def _approved(user: User, before: Revision | None, decisions: Sequence[Decision]) -> bool:
    """Whether the person approved the version they looked at before."""
    return before is not None and any(
        one.verdict == "approve" and one.by_id == user.pk and one.revision_id == before.pk and not one.taken_back_at
        for one in decisions
    )


def _seen_before(look: Look | None, revision: Revision) -> Revision | None:
    """The version the person looked at before this one."""
    if look is None:
        return None
    return look.before if look.revision_id == revision.pk else look.revision


def _channels(body: Body, before: Revision | None) -> dict[int, Channel]:
    keys = {*body.channels, *(before.content.channels if before else ())}
    return {c.pk: c for c in Channel.objects.filter(pk__in=keys).defer("secrets").select_related("team")}


def _changes(before: Revision | None, body: Body, channels: dict[int, Channel]) -> list[diff.Change]:
    if before is None:
        return []
    return diff.bodies(before.content, body, {pk: channel.name for pk, channel in channels.items()})


def _checks(screenings: list[ChannelScreening], material: Material) -> Checks:
    checked = {rule for s in screenings for rule in s.run.checked}
    left_out = {rule for s in screenings for rule in not_checked(s.run)} - checked
    open_blocks = [block for block in blocks_in(screenings) if block.finding not in material.releases]
    return Checks(len(checked), sorted(left_out), open_blocks, other_cards(material))
