"""What goes with a post: told apart between versions, and two people's edits of it put together."""

from __future__ import annotations

import pytest

from wellspoken.rooms.content import diff, merge
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.further import Further

BASE = Body(text="One.", further=Further(("Two.", "Three."), "Read more."))


def test_each_part_that_differs_is_named() -> None:
    after = Body(text="One.", correction="The hour.", further=Further(("Two.", "3."), "", ai_made=True))
    found = [(change.part, change.subject, change.kind) for change in diff.bodies(BASE, after)]
    assert found == [
        ("correction", "", "added"),
        ("first_comment", "", "removed"),
        ("thread", "3", "changed"),
        ("ai_made", "", "added"),
    ]


MERGES = [
    (
        Further(("Two!", "Three."), "Read more."),
        Further(("Two.", "Three."), "More."),
        Further(("Two!", "Three."), "More."),
    ),
    (Further(("Two.",), "Read more."), BASE.further, Further(("Two.",), "Read more.")),
    (
        Further(("Two.", "Three."), "Read more.", ai_made=True),
        BASE.further,
        Further(("Two.", "Three."), "Read more.", ai_made=True),
    ),
    (Further(("Two.",), "Read more."), Further((), "Read more."), None),
    (Further(("Two.", "Three."), "A"), Further(("Two.", "Three."), "B"), None),
]


@pytest.mark.parametrize(("ours", "theirs", "both"), MERGES)
def test_two_peoples_edits(ours: Further, theirs: Further, both: Further | None) -> None:
    merged = merge.bodies(BASE, Body(text="One.", further=ours), Body(text="One.", further=theirs))
    assert (merged.further if merged else None) == both
