"""Why a change of content was not taken."""

from __future__ import annotations

from wellspoken.rooms.content.body import Body


class NotEditable(Exception):
    """The post is in a state whose words may not change; `state` names it."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class EditConflict(Exception):
    """Somebody else saved first. Nothing was written; nothing of either person is lost.

    `version` is the newest one, `theirs` what it says, `who` wrote it (a name or
    ''), and `merged` both people's edits together, or None when they touch the same words.
    """

    def __init__(self, version: int, theirs: Body, merged: Body | None, who: str = "") -> None:
        super().__init__(f"version is {version}")
        self.version = version
        self.theirs = theirs
        self.merged = merged
        self.who = who
