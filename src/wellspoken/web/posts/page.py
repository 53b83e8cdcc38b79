"""The context of a post's page: words, channels, life, versions, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.reading import note_reading
from wellspoken.rooms.audit.selectors import life_of_post
from wellspoken.rooms.content import diff
from wellspoken.rooms.content.access import may_edit, visible_posts
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.content.selectors import revisions_of
from wellspoken.rooms.content.states import EDITABLE
from wellspoken.rooms.library.saying import say_links
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.recurring.selectors import series_of
from wellspoken.rooms.publishing.selectors import timeline
from wellspoken.rooms.review.access import writers_of
from wellspoken.rooms.review.errors import MIN_REASON
from wellspoken.rooms.review.flow.passing import flow_of
from wellspoken.rooms.review.selectors import reading_of, release_asked, request_of, words_of
from wellspoken.web.posts import correction, deliveries, duties, life, words
from wellspoken.web.posts.asking import whole
from wellspoken.web.review import page as review_page
from wellspoken.web.review import steps
from wellspoken.web.review import words as review_words

Kept = review_page.Kept
#: states in which a workflow's steps say something of the words as they are
REVIEWED = frozenset({"approved", "changes", "rejected", "published"})


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions and what changed between them, each part with its words."""

    old: Revision
    new: Revision
    changes: list[tuple[str, Any, diff.Change]]


def context(request: HttpRequest, user: User, post: Post) -> dict[str, Any]:
    """Everything the template draws, in about ten queries whatever the number of rows."""
    rows, entries = timeline(post), life_of_post(post.pk)
    reading = words_of(post, [row.channel for row in rows])
    revisions = revisions_of(post)
    asked = request_of(post) if post.state == "in_review" or _stepped(post, entries) else None
    events = life.of(entries, rows, raw=may(user, Right.RAW, post.team_id))
    if any(event["raw"] for event in events):
        note_reading(actor=user, objects=[post], what="raw")
    return {
        "post": post,
        "state": words.STATES[post.state],
        "tone": words.STATE_TONES.get(post.state, ""),
        "due": review_words.due(post) if post.state in {"in_review", "draft", "changes"} else None,
        "reading": reading,
        "body": reading.body,
        "decisions": [
            {**d, "word": review_words.VERDICTS[d["verdict"]], "tone": review_words.TONES[d["verdict"]]}
            for d in life.decisions(entries)
        ],
        "releases": life.releases(entries),
        "answers": life.answers(entries),
        "duties": duties.panel(entries),
        "may_take_down": may(user, Right.TAKE_DOWN, post.team_id),
        "workflow": asked.workflow if asked else "",
        "steps": steps.rows(flow_of(asked)) if asked else [],
        "open_request": asked if asked and asked.state == "open" else None,
        "asked_release": release_asked(post) if post.state in {"draft", "changes", "rejected"} else None,
        "may_release": may(user, Right.RELEASE, post.team_id),
        "channels": deliveries.channel_rows(user, post, rows),
        "waiting": [d.channel.name for d in rows if d.state in deliveries.WAITING],
        "life": events,
        "revisions": revisions,
        "compared": compared(request, revisions),
        "series": series_of(post) if post.state in {"approved", "published", "withdrawn"} else None,
        "can": {**_can(user, post, rows), "correct": correction.can_begin(user, post, rows)},
        "correction": correction.panel(post, rows),
    }


def _stepped(post: Post, entries: list[AuditEntry]) -> bool:
    """Whether somebody approved a step of a workflow, and the page tells of it."""
    told = any(entry.action in {"review.step_approved", "review.outside_approved"} for entry in entries)
    return told and post.state in REVIEWED


def checks(user: User, post: Post, kept: Kept | None) -> dict[str, Any]:
    """What today's checks say about the current words, and whether the reader may let a stop through."""
    reading = reading_of(post)
    cards = _cards(reading)
    stopped = any(card["severity"] == "block" for card in cards)
    may_release = stopped and post.state in EDITABLE and may(user, Right.RELEASE, post.team_id)
    return {
        "post": post,
        "asked_release": release_asked(post) if stopped else None,
        "reading": reading,
        "body": reading.body,
        "findings": cards,
        "links": say_links([*(text.text for text in reading.texts), *(one.url for one in reading.body.evidence)]),
        "may_release": may_release and user.pk not in writers_of(post),
        "kept": kept or Kept(),
        "least": MIN_REASON,
    }


def _cards(reading: Any) -> list[dict[str, Any]]:
    cards = [card for text in reading.texts for card in text.cards] + reading.elsewhere
    order = list(review_words.SEVERITIES)
    for card in cards:
        card["word"] = review_words.SEVERITIES[card["severity"]]
    return sorted(cards, key=lambda c: (c["release"] is not None, order.index(c["severity"]), c["start"]))


def _can(user: User, post: Post, rows: list[Any]) -> dict[str, bool]:
    """Which buttons this person gets now; the services check again."""
    edit, publish = may_edit(user, post), may(user, Right.PUBLISH, post.team_id)
    open_rows = [d for d in rows if d.state in deliveries.STOPPABLE]
    return {
        "edit": edit and post.state in EDITABLE,
        "recall": edit and post.state in {"in_review", "approved"},
        "restore": edit and post.state == "binned",
        "again": may(user, Right.SUGGEST, post.team_id) and post.state in {"published", "withdrawn"},
        "repeat": edit and post.state in {"approved", "published"},
        "review": may(user, Right.REVIEW, post.team_id),
        "now": publish and any(d.state in deliveries.WAITING for d in rows),
        "take_down": may(user, Right.TAKE_DOWN, post.team_id)
        and (any(d.state in {"live", "unknown", "sending"} for d in rows) or bool(open_rows)),
    }


def compared(request: HttpRequest, revisions: list[Revision]) -> Compared | None:
    """The two versions named by `?from=` and `?to=`, when both are there."""
    numbers = {revision.number: revision for revision in revisions}
    old = numbers.get(whole(request.GET.get("from", "")) or -1)
    new = numbers.get(whole(request.GET.get("to", "")) or -1)
    if old is None or new is None or old.pk == new.pk:
        return None
    return Compared(old, new, words.worded(diff.bodies(old.content, new.content)))


def first_words(post: Post) -> str:
    """The title, or the first words of the text."""
    return post.title or str(post.current.body.get("text", "") if post.current else "")[:90]


def authors(user: User, most: int = 200) -> list[User]:
    """The people who began posts that this person may see, by name."""
    keys = visible_posts(user).order_by().values("author")
    return list(User.objects.filter(pk__in=keys)[:most])
