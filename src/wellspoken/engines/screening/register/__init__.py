"""The register of demands: what law and good practice ask for, how each is checked, and what only a person can answer.

`demands()` holds one entry for each demand (data under demands/). `QUESTIONS` are what reviewers are asked;
`asked(doc)` chooses those that fit a text.
"""

from wellspoken.engines.screening.register.choosing import asked
from wellspoken.engines.screening.register.question import ANSWERS, COMPETENCES, Question
from wellspoken.engines.screening.register.questions import QUESTIONS

__all__ = ["ANSWERS", "COMPETENCES", "QUESTIONS", "Question", "asked"]
