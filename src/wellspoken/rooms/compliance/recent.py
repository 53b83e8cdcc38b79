"""Answers of the last minutes, so that a title is not screened again for every key pressed in the text."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from wellspoken.engines.screening import Engine, Profile, Result
from wellspoken.rooms.compliance import asking
from wellspoken.rooms.compliance.asking import Question
from wellspoken.rooms.compliance.house.book import EMPTY, Book

MOST = 256
_Key = tuple[Engine, str]
_answers: OrderedDict[_Key, Result] = OrderedDict()
_lock = Lock()


def ask(question: Question, profile: Profile, book: Book = EMPTY) -> Result:
    """As `asking.ask`, but an equal question of a moment ago is answered from this process's memory.

    For answers that are not stored: as somebody types. What failed is asked anew each time.
    """
    key = (asking.engine(profile, book), question.subject(profile))
    with _lock:
        known = _answers.get(key)
        if known is not None:
            _answers.move_to_end(key)
            return known
    result = asking.ask(question, profile, book)
    if all(finding.family != "system" for finding in result.findings):
        with _lock:
            _answers[key] = result
            while len(_answers) > MOST:
                _answers.popitem(last=False)
    return result


def forget() -> None:
    """Empty the memory."""
    with _lock:
        _answers.clear()
