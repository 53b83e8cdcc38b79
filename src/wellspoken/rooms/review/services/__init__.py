"""Everything that changes a review."""

from wellspoken.rooms.review.services.answering import Given, answer
from wellspoken.rooms.review.services.arranging import (
    WorkflowFacts,
    add_workflow,
    change_steps,
    change_workflow,
    end_workflow,
    move_workflow,
)
from wellspoken.rooms.review.services.asking import recall, submit
from wellspoken.rooms.review.services.deciding import decide, take_back
from wellspoken.rooms.review.services.deputies import end_absence, name_deputy, note_absence
from wellspoken.rooms.review.services.inviting import Invitation, invite, may_invite, open_link, take_link_back
from wellspoken.rooms.review.services.naming import Training, name_competences, note_training
from wellspoken.rooms.review.services.outside import comment_outside, decide_outside
from wellspoken.rooms.review.services.releasing import release
from wellspoken.rooms.review.services.repeating import Again, approve_again
from wellspoken.rooms.review.services.talking import (
    Passage,
    Said,
    Spot,
    comment,
    mark_looked,
    mark_mentions,
    reopen_comment,
    resolve_comment,
)
from wellspoken.rooms.review.services.wishing import ask_release

__all__ = [
    "Again",
    "Given",
    "Invitation",
    "Passage",
    "Said",
    "Spot",
    "Training",
    "WorkflowFacts",
    "add_workflow",
    "answer",
    "approve_again",
    "ask_release",
    "change_steps",
    "change_workflow",
    "comment",
    "comment_outside",
    "decide",
    "decide_outside",
    "end_absence",
    "end_workflow",
    "invite",
    "mark_looked",
    "mark_mentions",
    "may_invite",
    "move_workflow",
    "name_competences",
    "name_deputy",
    "note_absence",
    "note_training",
    "open_link",
    "recall",
    "release",
    "reopen_comment",
    "resolve_comment",
    "submit",
    "take_back",
    "take_link_back",
]
