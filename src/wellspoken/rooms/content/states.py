"""States of a post. Per-channel delivery states live in publishing."""

from __future__ import annotations

from enum import StrEnum

from wellspoken.rooms.kernel.states import Machine


class PostState(StrEnum):
    """Where a post is in its life; `approved` posts wait for their minute, `published` ones are out somewhere."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES = "changes"
    REJECTED = "rejected"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    BINNED = "binned"


POST = Machine(
    states=PostState,
    initial=PostState.DRAFT,
    moves={
        "draft": ["in_review", "binned"],
        "in_review": ["draft", "changes", "rejected", "approved"],
        "changes": ["draft", "in_review", "binned"],
        "rejected": ["draft", "binned"],
        # an edit or a recall takes the approval back; delivery makes it published
        "approved": ["draft", "published"],
        "published": ["withdrawn"],
        "withdrawn": [],
        "binned": ["draft"],
    },
    final=frozenset({"withdrawn"}),
)

#: states in which the text may be edited (editing an in_review or approved post takes it back to draft)
EDITABLE = frozenset({"draft", "changes", "rejected", "in_review", "approved"})


class ImportState(StrEnum):
    """A table of posts: `waiting` to be looked at, `making` drafts, `done`, `undone` again, or `dropped` unread."""

    WAITING = "waiting"
    MAKING = "making"
    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


IMPORT = Machine(
    states=ImportState,
    initial=ImportState.WAITING,
    moves={"waiting": ["making", "dropped"], "making": ["done"], "done": ["undone"], "undone": [], "dropped": []},
    final=frozenset({"undone", "dropped"}),
)
