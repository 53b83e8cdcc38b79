"""Why a workflow or a step did not let something happen. Nothing was written when one of these is raised."""

from __future__ import annotations

from wellspoken.rooms.review.errors import NotReady


class Unfulfillable(NotReady):
    """A step of the workflow that applies can be done by nobody: `workflow` and `step` are their names."""

    def __init__(self, workflow: str, step: str) -> None:
        super().__init__("step")
        self.workflow = workflow
        self.step = step


class NotYourStep(Exception):
    """None of the steps that are open now is this person's; `now` are their names."""

    def __init__(self, now: tuple[str, ...]) -> None:
        super().__init__(", ".join(now))
        self.now = now


class BadInvitation(ValueError):
    """Nobody was asked from outside.

    `code`: name, email, why (too short or long), days, account (they have one here), step (it lets nobody from outside
    in, or is done), many, over (the request is decided).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class OutsideGone(Exception):
    """The private link leads nowhere. `code`: unknown, ended (taken back), used (decided), expired, over (the request).

    It tells nothing about what it led to.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
