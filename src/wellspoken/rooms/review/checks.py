"""What screening stops in a body, minus what a person has released. Screens with the rules of now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wellspoken.rooms.compliance import films
from wellspoken.rooms.compliance.models import ScreeningRun, StudyApproval
from wellspoken.rooms.compliance.presenting import fingerprint, folded
from wellspoken.rooms.compliance.services import ChannelScreening, screen_bodies, screen_body
from wellspoken.rooms.compliance.studies import standing
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.consenting import planned_day, problems_in
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.review.models import Release, ReviewRequest
from wellspoken.rooms.review.studying import may_name, study_breaches

#: how fingerprints of stops by an ethics approval begin; then the code of the breach
STUDY = "study:"


@dataclass(frozen=True, slots=True)
class Block:
    """A stop that nobody has released. `finding` is its fingerprint; a `system` one cannot be released.

    `also` are (rule, fingerprint) of stops that say the same of the same words: they are released with it.
    """

    finding: str
    rule: str
    quote: str
    channel_ids: tuple[int, ...]
    pack_version: str
    system: bool
    also: tuple[tuple[str, str], ...] = ()


def blocks_in(screenings: list[ChannelScreening]) -> list[Block]:
    """Every different stop in these answers, released or not."""
    found: dict[str, Block] = {}
    for screening in screenings:
        for finding, also in folded(screening.run.findings):
            if finding["severity"] == "block":
                key = fingerprint(finding, screening.key)
                found[key] = Block(
                    key,
                    finding["rule"],
                    str(finding.get("quote", "")),
                    screening.channel_ids,
                    screening.run.pack_version,
                    finding["family"] == "system",
                    tuple((other["rule"], fingerprint(other, screening.key)) for other in also),
                )
    return list(found.values())


def unlooked_pictures(screenings: list[ChannelScreening]) -> list[Block]:
    """Pictures that nobody has looked into yet: they may be sent to review, but not approved."""
    found: dict[str, Block] = {}
    for screening in screenings:
        for finding in screening.run.findings:
            waits = finding.get("ref", {}).get("params", {}).get("why") == "waiting"
            if finding["rule"] == "SYS-2" and waits:
                key = fingerprint(finding, screening.key)
                version = screening.run.pack_version
                found[key] = Block(key, "SYS-2", "", screening.channel_ids, version, True)
    return list(found.values())


_KEPT = ("verdict", "findings", "questions", "checked", "not_checked", "lang", "pack_version")


def snapshot(screenings: list[ChannelScreening]) -> list[dict[str, Any]]:
    """Answers as JSON, to be kept with a request; `restored` reads them back."""
    return [
        {"part": s.part, "channels": list(s.channel_ids), "run": {name: getattr(s.run, name) for name in _KEPT}}
        for s in screenings
    ]


def restored(request: ReviewRequest, body: Body) -> list[ChannelScreening]:
    """The answers kept with a request; screened now when there are none."""
    if not request.checks:
        return screen_body(team=request.post.team, body=body)
    return [
        ChannelScreening(tuple(kept["channels"]), _text(kept, body), ScreeningRun(**kept["run"]), kept["part"])
        for kept in request.checks
    ]


def _text(kept: dict[str, Any], body: Body) -> str:
    part, channels = kept["part"], kept["channels"]
    if part == "title":
        return body.title
    if part.startswith("alt:"):
        return body.pictures[int(part[4:])].alt
    if part == "film_alt" or part.startswith("captions:"):
        return films.text_of(body.film, part)
    if part != "text":
        return body.correction if part == "correction" else body.further.text_of(part)
    return body.text_for(channels[0]) if channels else body.text


def released(post: Post, content_hash: str) -> dict[str, Release]:
    """Releases that hold for exactly this content, by fingerprint."""
    rows = Release.objects.filter(post=post, content_hash=content_hash).select_related("by")
    return {row.finding: row for row in rows}


def unreleased_blocks(
    post: Post,
    body: Body,
    screenings: list[ChannelScreening] | None = None,
    studies: Sequence[StudyApproval] | None = None,
) -> list[Block]:
    """The stops in `body` that nobody has released, screened now unless `screenings` are given.

    `studies` are the standing ethics approvals of the team, when they are at hand.
    """
    answers = screen_body(team=post.team, body=body) if screenings is None else screenings
    blocks = blocks_in(answers)
    known = released(post, body.content_hash()) if blocks else {}
    stops = [block for block in blocks if block.finding not in known]
    return stops + consent_blocks(post, body) + film_blocks(body) + study_blocks(post, body, studies)


def consent_blocks(post: Post, body: Body) -> list[Block]:
    """Consents that do not cover the post as it is and is planned: nobody can release these."""
    return [
        Block(
            f"{problem.code}:{problem.key}",
            "HIPAA-AUTH-4",
            problem.consent,
            tuple(problem.what) if problem.code == "channel" else (),
            "",
            True,
        )
        for problem in problems_in(post.team, body, planned_day(post))
    ]


def study_blocks(post: Post, body: Body, studies: Sequence[StudyApproval] | None = None) -> list[Block]:
    """Texts that name an ethics approval and are not what it covers: nobody can release these, the board decides."""
    found: dict[tuple[str, str], list[int]] = {}
    for breach in study_breaches(post, body, studies):
        channels = found.setdefault((breach.code, breach.number), [])
        channels += [breach.channel] if breach.channel is not None else []
    return [
        Block(f"{STUDY}{code}", "RES-1", number, tuple(channels), "", True)
        for (code, number), channels in found.items()
    ]


def film_blocks(body: Body) -> list[Block]:
    """A film without captions and without a word on why it needs none: nobody can release this (WCAG 2.2, 1.2.2)."""
    if body.film is None or body.film.understood:
        return []
    return [Block("film:captions", "A11Y-2", "", (), "", True)]


def unreleased_blocks_of(contents: Sequence[tuple[Post, Body]]) -> list[list[Block]]:
    """`unreleased_blocks` for many posts (their `team` at hand), in their order, screened together by team."""
    found: list[list[Block]] = [[] for _ in contents]
    by_team: dict[int, list[int]] = {}
    for number, (post, _body) in enumerate(contents):
        by_team.setdefault(post.team_id, []).append(number)
    for numbers in by_team.values():
        team, bodies = contents[numbers[0]][0].team, [contents[n][1] for n in numbers]
        studies = standing(team) if any(may_name(body) for body in bodies) else []
        screenings = screen_bodies(team=team, bodies=bodies)
        for number, answers in zip(numbers, screenings, strict=True):
            found[number] = unreleased_blocks(*contents[number], answers, studies)
    return found
