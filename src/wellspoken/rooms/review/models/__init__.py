"""Tables of the review room."""

from wellspoken.rooms.review.models.answer import Answer
from wellspoken.rooms.review.models.asked import ReleaseRequest
from wellspoken.rooms.review.models.comment import Comment, Look, Mention
from wellspoken.rooms.review.models.competence import Competence
from wellspoken.rooms.review.models.deputy import Absence, Deputy
from wellspoken.rooms.review.models.outside import OutsideReviewer
from wellspoken.rooms.review.models.reminder import Reminder, ReviewHours
from wellspoken.rooms.review.models.request import Decision, Release, ReviewRequest
from wellspoken.rooms.review.models.workflow import RequestStep, Workflow

__all__ = [
    "Absence",
    "Answer",
    "Comment",
    "Competence",
    "Decision",
    "Deputy",
    "Look",
    "Mention",
    "OutsideReviewer",
    "Release",
    "ReleaseRequest",
    "Reminder",
    "RequestStep",
    "ReviewHours",
    "ReviewRequest",
    "Workflow",
]
