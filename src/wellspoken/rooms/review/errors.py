"""Why an act of review was not taken. Nothing was written when one of these is raised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellspoken.rooms.review.checks import Block
    from wellspoken.rooms.review.models import ReviewRequest

#: characters that a reason for changes, rejection or release must have
MIN_REASON = 10
MAX_TEXT = 5000


class NotReady(Exception):
    """The post cannot be sent to review yet. `code`: `no_text`, `no_channel`, `no_stops`, `state`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BlockedByChecks(Exception):
    """Screening stops this text; `blocks` lists the findings that nobody has released."""

    def __init__(self, blocks: list[Block]) -> None:
        super().__init__(f"{len(blocks)} unreleased stops")
        self.blocks = blocks


class Unanswered(Exception):
    """Questions hold an approval back: `unanswered` have no answer yet, `against` one that asks for a change (ids)."""

    def __init__(self, unanswered: tuple[str, ...], against: tuple[str, ...]) -> None:
        super().__init__(f"{len(unanswered)} open questions, {len(against)} against")
        self.unanswered = unanswered
        self.against = against


class NoSuchQuestion(ValueError):
    """The question is not asked about this content, or the answer is none of yes, no and na."""


class NoteNeeded(ValueError):
    """The answer to `question` needs a note (`code` short), or its note is too long (`code` long)."""

    def __init__(self, question: str, code: str) -> None:
        super().__init__(question)
        self.question = question
        self.code = code


class NotCompetent(Exception):
    """Others answer `question` of `field` (one of `competence.FIELDS`): `names` are theirs.

    `lapsed` are the names of those whose training has ended; `mine`: this person's own is among them.
    """

    def __init__(
        self, question: str, field: str, names: tuple[str, ...], lapsed: tuple[str, ...] = (), *, mine: bool = False
    ) -> None:
        super().__init__(question)
        self.question = question
        self.field = field
        self.names = names
        self.lapsed = lapsed
        self.mine = mine


class TrainingOver(Exception):
    """The person's training for `field` ended after `until` (None: none is noted), and the post asks about it."""

    def __init__(self, field: str, until: date | None) -> None:
        super().__init__(field)
        self.field = field
        self.until = until


class BadTraining(ValueError):
    """A training that is not taken. `code`: `what`, `when`, `until`, `evidence`, `field`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BadDeputy(ValueError):
    """Somebody who cannot stand in. `code`: `self`, `gone`, `right`, `field`, `nobody`; `what` names the lack."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.what = what


class BadAbsence(ValueError):
    """Days away that are not taken. `code`: `order`, `past`, `long`, `overlap`, `many`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoDeputy(Exception):
    """Nobody can be asked to step in: no reviewer named a deputy who can and is here."""


class BadHours(ValueError):
    """Hours of review that cannot be: no weekday, an end before the beginning, a patience of less than an hour."""


class OwnWork(Exception):
    """The person wrote part of this content, or asked for its review: somebody else decides."""


class ReasonNeeded(ValueError):
    """The verdict needs a written reason. `code`: `short` or `long`."""

    def __init__(self, code: str = "short") -> None:
        super().__init__(code)
        self.code = code


class Outdated(Exception):
    """The words are not those that were looked at, or somebody decided first.

    `request` is as it is now; `newest` the post's open request, if there is one.
    """

    def __init__(self, request: ReviewRequest, newest: ReviewRequest | None = None) -> None:
        super().__init__(f"request {request.pk} is {request.state}")
        self.request = request
        self.newest = newest


class TooLate(Exception):
    """The decision cannot be taken back: something is on its way, or it is not this person's."""


class NoSuchPassage(ValueError):
    """The passage is not in the text of this version."""
