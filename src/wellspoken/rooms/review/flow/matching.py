"""Which workflow applies to a version: its kind, channels, hashtags and risks, against what a team described."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wellspoken.rooms.compliance.services import ChannelScreening
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.media.seeing import report_of
from wellspoken.rooms.media.selectors import pictures_for
from wellspoken.rooms.review.flow.plans import Applies
from wellspoken.rooms.review.models import Release, Workflow
from wellspoken.rooms.review.questions import asked_about

_HASHTAG = re.compile(r"(?<!\w)[#＃](\w+)")
#: the question that is asked of every call for volunteers
_RECRUITING = "RES-1"


@dataclass(frozen=True, slots=True)
class Traits:
    """What a version is like, in the words of `Applies`."""

    kinds: frozenset[str]
    channels: frozenset[int]
    hashtags: frozenset[str]
    families: frozenset[str]
    released: bool
    recruitment: bool
    people: bool


def traits_of(post: Post, body: Body, screenings: Sequence[ChannelScreening]) -> Traits:
    """What the post's words are like, with what the checks said of them. At most two queries."""
    findings = [finding for one in screenings for finding in one.run.findings]
    questions = {question["id"] for question in asked_about(screenings)}
    released = Release.objects.filter(post=post, content_hash=body.content_hash())
    return Traits(
        kinds=frozenset(_kinds(post, body)),
        channels=frozenset(body.channels),
        hashtags=frozenset(_hashtags(body)),
        families=frozenset(finding["family"] for finding in findings),
        released=released.exists(),
        recruitment=_RECRUITING in questions or any(f["rule"] == _RECRUITING for f in findings),
        people=bool(body.consents) or any(report_of(one.media).faces for one in pictures_for(body)),
    )


def _kinds(post: Post, body: Body) -> Iterable[str]:
    yield "pictures" if body.pictures or body.film else "words"
    if body.further.thread:
        yield "thread"
    if post.corrects_id is not None:
        yield "correction"
    if body.further.paid_partnership:
        yield "partnership"
    if body.further.ai_made:
        yield "ai"


def _hashtags(body: Body) -> set[str]:
    words = [body.text, *(body.text_for(channel) for channel in body.channels), *dict(body.further.texts()).values()]
    return {tag.casefold() for text in words for tag in _HASHTAG.findall(text)}


def applies(when: Applies, traits: Traits) -> bool:
    """Whether a workflow described so applies to a version like this."""
    narrowed = (
        (when.kinds, traits.kinds),
        (when.channels, traits.channels),
        (when.hashtags, traits.hashtags),
    )
    if any(wanted and not set(wanted) & set(there) for wanted, there in narrowed):
        return False
    risks = [
        (bool(when.families), bool(set(when.families) & traits.families)),
        (when.released, traits.released),
        (when.recruitment, traits.recruitment),
        (when.people, traits.people),
    ]
    named = [there for wanted, there in risks if wanted]
    return not named or any(named)


def chosen(post: Post, body: Body, screenings: Sequence[ChannelScreening]) -> Workflow | None:
    """The first of the team's workflows that has steps and applies; None: any reviewer decides.

    One query for a team without workflows, else at most three.
    """
    rows = Workflow.objects.filter(team=post.team_id, ended_at__isnull=True)
    described = [row for row in rows if row.steps]
    if not described:
        return None
    traits = traits_of(post, body, screenings)
    return next((row for row in described if applies(Applies.from_json(row.applies), traits)), None)
