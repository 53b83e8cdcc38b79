"""Reads of the review room."""

from wellspoken.rooms.review.checks import unreleased_blocks
from wellspoken.rooms.review.selectors.approvals import approval_for
from wellspoken.rooms.review.selectors.asked import Asked, asked_of
from wellspoken.rooms.review.selectors.packets import Packet, packet
from wellspoken.rooms.review.selectors.queues import (
    Pending,
    Place,
    Row,
    mentions_of,
    open_request_of,
    pending,
    place_in,
    queue,
    waiting,
)
from wellspoken.rooms.review.selectors.readings import Reading, reading_of, words_of
from wellspoken.rooms.review.selectors.reviewers import Around, around, teams_without_reviewer
from wellspoken.rooms.review.selectors.wishes import release_asked, wishes
from wellspoken.rooms.review.selectors.workflows import people_named, request_of, undoable, workflows_of

__all__ = [
    "Around",
    "Asked",
    "Packet",
    "Pending",
    "Place",
    "Reading",
    "Row",
    "approval_for",
    "around",
    "asked_of",
    "mentions_of",
    "open_request_of",
    "packet",
    "pending",
    "people_named",
    "place_in",
    "queue",
    "reading_of",
    "release_asked",
    "request_of",
    "teams_without_reviewer",
    "undoable",
    "unreleased_blocks",
    "waiting",
    "wishes",
    "words_of",
    "workflows_of",
]
