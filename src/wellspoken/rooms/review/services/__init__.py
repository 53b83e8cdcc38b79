"""Everything that changes a review."""

from wellspoken.rooms.review.services.answering import Given, answer
from wellspoken.rooms.review.services.asking import recall, submit
from wellspoken.rooms.review.services.deciding import decide, take_back
from wellspoken.rooms.review.services.naming import name_competences
from wellspoken.rooms.review.services.releasing import release
from wellspoken.rooms.review.services.repeating import Again, approve_again
from wellspoken.rooms.review.services.talking import Passage, comment, mark_looked, resolve_comment
from wellspoken.rooms.review.services.wishing import ask_release

__all__ = [
    "Again",
    "Given",
    "Passage",
    "answer",
    "approve_again",
    "ask_release",
    "comment",
    "decide",
    "mark_looked",
    "name_competences",
    "recall",
    "release",
    "resolve_comment",
    "submit",
    "take_back",
]
