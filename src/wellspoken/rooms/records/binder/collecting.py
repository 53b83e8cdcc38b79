"""Everything that is known of one post, as plain JSON values: times ISO 8601 in UTC, newest last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.plain import plain
from wellspoken.rooms.audit.services import entry_fields
from wellspoken.rooms.compliance.presenting import cards
from wellspoken.rooms.compliance.questions import spoken
from wellspoken.rooms.consents.selectors import by_keys
from wellspoken.rooms.content import diff
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.models import User
from wellspoken.rooms.publishing.models import Attempt, Delivery, Takedown, TakedownTask
from wellspoken.rooms.records import hooks
from wellspoken.rooms.records.models import Edition, LegalHold
from wellspoken.rooms.review.checks import restored
from wellspoken.rooms.review.models import Answer, Comment, Decision, Release, ReviewRequest

Facts = dict[str, Any]


def facts_of(post: Post, lang: str, *, raw: bool) -> Facts:
    """All of it. `lang` is the language of the checks' sentences; without `raw` networks' raw answers stay out."""
    deliveries = list(_deliveries(post))
    requests = list(ReviewRequest.objects.filter(post=post).select_related("asked_by", "revision").order_by("pk"))
    found: Facts = {
        "post": _post(post),
        "shown": [_edition(one) for one in Edition.objects.filter(post=post).order_by("began_at", "pk")],
        "versions": _versions(post),
        "checks": [check for request in requests for check in _checks(request, lang)],
        "requests": [_request(one) for one in requests],
        "decisions": [_decision(one) for one in _of(Decision, post)],
        "releases": [_release(one) for one in _of(Release, post)],
        "answers": [_answer(one) for one in _of(Answer, post)],
        "comments": [_comment(one) for one in _of(Comment, post)],
        "consents": _consents(post),
        "deliveries": [_delivery(one, raw=raw) for one in deliveries],
        "takedowns": [_takedown(one) for one in Takedown.objects.filter(post=post).select_related("by").order_by("at")],
        "takedown_tasks": [_task(one) for one in TakedownTask.objects.filter(delivery__post=post)],
        "legal_holds": [_hold(one) for one in LegalHold.objects.filter(post=post).select_related("by", "lifted_by")],
        "log": [entry_fields(one) for one in AuditEntry.objects.filter(post_ref=str(post.pk)).order_by("seq")],
    }
    found |= {name: part(post) for name, part in hooks.parts.items()}
    log = found.pop("log")
    whole = plain(found)
    assert isinstance(whole, dict)  # noqa: S101 (a mapping stays one)
    return {**whole, "log": log}


def _of(model: Any, post: Post) -> list[Any]:
    rows = model.objects.filter(post=post).select_related("by", *_REVISED.get(model.__name__, ()))
    return list(rows.order_by("at", "pk"))


_REVISED = {"Decision": ("revision",), "Release": ("revision",), "Comment": ("revision", "resolved_by")}


def _name(person: User | None) -> str:
    return person.name if person else ""


def _post(post: Post) -> Facts:
    return {
        "id": post.pk,
        "title": str(post),
        "team": post.team.name,
        "country": post.team.country,
        "state": post.state,
        "author": _name(post.author),
        "created_at": post.created_at,
        "made_from": post.copied_from_id,
    }


def _edition(one: Edition) -> Facts:
    return {
        "content": one.content,
        "sha256": one.digest,
        "began_at": one.began_at,
        "ended_at": one.ended_at,
        "changes": one.changes,
        "state": one.state,
    }


def _versions(post: Post) -> list[Facts]:
    rows = Revision.objects.filter(post=post).select_related("author").order_by("number")
    found: list[Facts] = []
    before: Revision | None = None
    for row in rows:
        changes = diff.bodies(before.content, row.content) if before else []
        found.append(
            {
                "number": row.number,
                "saved_at": row.saved_at,
                "author": _name(row.author),
                "sealed": row.sealed,
                "content_hash": row.content_hash,
                "body": row.body,
                "differences": [
                    {"part": c.part, "kind": c.kind, "subject": c.subject, "words": [list(w) for w in c.words]}
                    for c in changes
                ],
            }
        )
        before = row
    return found


def _checks(request: ReviewRequest, lang: str) -> list[Facts]:
    """What the checks said when review was asked for, each finding once per part, in words and as stored."""
    if not request.checks:
        return []
    return [
        {
            "request": request.pk,
            "revision": request.revision.number,
            "part": one.part,
            "channels": list(one.channel_ids),
            "verdict": one.run.verdict,
            "pack_version": one.run.pack_version,
            "checked": one.run.checked,
            "not_checked": one.run.not_checked,
            "findings": cards(one.run, lang, one.key),
        }
        for one in restored(request, request.revision.content)
    ]


def _request(one: ReviewRequest) -> Facts:
    asked = {"by": _name(one.asked_by), "at": one.asked_at, "note": one.note}
    return {
        "id": one.pk,
        "revision": one.revision.number,
        "content_hash": one.content_hash,
        "state": one.state,
        **asked,
    }


def _decision(one: Decision) -> Facts:
    done = {"by": _name(one.by), "at": one.at, "taken_back_at": one.taken_back_at}
    said = {"verdict": one.verdict, "reason": one.reason, "content_hash": one.content_hash}
    return {"revision": one.revision.number, **said, **done}


def _release(one: Release) -> Facts:
    said = {"rule": one.rule, "reason": one.reason, "pack_version": one.pack_version, "content_hash": one.content_hash}
    return {"revision": one.revision.number, **said, "by": _name(one.by), "at": one.at}


def _answer(one: Answer) -> Facts:
    said = {"question": one.question, "asked": spoken(one.question), "answer": one.answer, "note": one.note}
    kept = {"pack_version": one.pack_version, "content_hash": one.content_hash, "replaced_at": one.replaced_at}
    return {**said, **kept, "by": _name(one.by), "at": one.at}


def _comment(one: Comment) -> Facts:
    where = {"revision": one.revision.number, "channel": one.channel_id, "quote": one.quote}
    resolved = {"resolved_by": _name(one.resolved_by), "resolved_at": one.resolved_at}
    return {**where, "text": one.text, "by": _name(one.by), "at": one.at, **resolved}


def _consents(post: Post) -> list[Facts]:
    """The consents that any version names, by their code: what names the person stays sealed in the register."""
    keys = {use.key for row in post.revisions.all() for use in row.content.consents}
    return [
        {
            "code": one.code,
            "state": one.state,
            "authority": one.authority,
            "information": one.information,
            "purposes": one.purposes,
            "channels": one.channels,
            "signed_at": one.signed_at,
            "expires_on": one.expires_on,
            "withdrawn_at": one.withdrawn_at,
            "statements_sha256": one.shown_hash,
        }
        for _key, one in sorted(by_keys(keys).items())
    ]


def _deliveries(post: Post) -> Iterable[Delivery]:
    rows = Delivery.objects.filter(post=post).select_related("channel", "revision").defer("channel__secrets")
    return rows.prefetch_related("attempts").order_by("pk")


def _delivery(one: Delivery, *, raw: bool) -> Facts:
    attempts = sorted(one.attempts.all(), key=lambda attempt: (attempt.started_at, attempt.pk))
    return {
        "channel": one.channel.name,
        "network": one.channel.network,
        "revision": one.revision.number,
        "content_hash": one.content_hash,
        "state": one.state,
        "reason": one.reason,
        "due_at": one.due_at,
        "wall": one.wall,
        "zone": one.zone,
        "sent_at": one.sent_at,
        "live_at": one.live_at,
        "remote_id": one.remote_id,
        "url": one.url,
        "attempts": [_attempt(attempt, raw=raw) for attempt in attempts],
    }


def _attempt(one: Attempt, *, raw: bool) -> Facts:
    told = {"kind": one.kind, "outcome": one.outcome, "reason": one.reason, "status": one.status}
    return {"at": one.started_at, "ended_at": one.ended_at, **told, **({"raw": one.raw} if raw else {})}


def _takedown(one: Takedown) -> Facts:
    return {"at": one.at, "by": _name(one.by), "reason": one.reason, "public_reason": one.public_reason}


def _task(one: TakedownTask) -> Facts:
    return {"why": one.why, "state": one.state, "note": one.note, "done_at": one.done_at, "by": _name(one.done_by)}


def _hold(one: LegalHold) -> Facts:
    lifted = {"lifted_by": _name(one.lifted_by), "lifted_at": one.lifted_at}
    return {"reason": one.reason, "by": _name(one.by), "at": one.at, **lifted}
