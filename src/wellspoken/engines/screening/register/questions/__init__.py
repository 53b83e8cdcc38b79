"""Every question, the most important first."""

from wellspoken.engines.screening.register.question import Question
from wellspoken.engines.screening.register.questions import (
    access,
    consents,
    people,
    pictures,
    products,
    promotion,
    stories,
    studies,
    truth,
)

QUESTIONS: tuple[Question, ...] = (
    *people.QUESTIONS,
    *consents.QUESTIONS,
    *stories.FIRST,
    *pictures.QUESTIONS,
    *studies.FIRST,
    *products.FIRST,
    *truth.FIRST,
    *promotion.QUESTIONS,
    *products.QUESTIONS,
    *stories.QUESTIONS,
    *studies.QUESTIONS,
    *access.QUESTIONS,
    *truth.QUESTIONS,
)


def by_id() -> dict[str, Question]:
    """Questions by the demand they are asked for."""
    return {question.id: question for question in QUESTIONS}
