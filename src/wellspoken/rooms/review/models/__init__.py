"""Tables of the review room."""

from wellspoken.rooms.review.models.answer import Answer
from wellspoken.rooms.review.models.asked import ReleaseRequest
from wellspoken.rooms.review.models.comment import Comment, Look
from wellspoken.rooms.review.models.competence import Competence
from wellspoken.rooms.review.models.request import Decision, Release, ReviewRequest

__all__ = ["Answer", "Comment", "Competence", "Decision", "Look", "Release", "ReleaseRequest", "ReviewRequest"]
