"""Tables of the review room."""

from wellspoken.rooms.review.models.answer import Answer
from wellspoken.rooms.review.models.asked import ReleaseRequest
from wellspoken.rooms.review.models.comment import Comment, Look
from wellspoken.rooms.review.models.competence import Competence
from wellspoken.rooms.review.models.deputy import Absence, Deputy
from wellspoken.rooms.review.models.reminder import Reminder, ReviewHours
from wellspoken.rooms.review.models.request import Decision, Release, ReviewRequest

__all__ = [
    "Absence",
    "Answer",
    "Comment",
    "Competence",
    "Decision",
    "Deputy",
    "Look",
    "Release",
    "ReleaseRequest",
    "Reminder",
    "ReviewHours",
    "ReviewRequest",
]
