"""What may go with a post beyond text and pictures: further posts of a thread, a first comment, disclosures. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: most further posts of a thread, and their length; networks allow less
MAX_PARTS, MAX_PART = 24, 20_000


@dataclass(frozen=True, slots=True)
class Further:
    """`thread`: the posts after the first, in order. `first_comment`: written under the post by ourselves.

    The two marks are for networks that have them: somebody paid or gave something for the post, and a machine made
    pictures or words of it.
    """

    thread: tuple[str, ...] = ()
    first_comment: str = ""
    paid_partnership: bool = False
    ai_made: bool = False

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self != Further()

    def to_json(self) -> dict[str, Any]:
        """JSON values, only of what is asked for."""
        every = {
            "thread": list(self.thread),
            "first_comment": self.first_comment,
            "paid_partnership": self.paid_partnership,
            "ai_made": self.ai_made,
        }
        return {name: value for name, value in every.items() if value}

    def texts(self) -> Iterator[tuple[str, str]]:
        """(part, text) of everything people will read: `thread:2` is the second post of the thread."""
        for number, text in enumerate(self.thread, 2):
            yield f"thread:{number}", text
        if self.first_comment.strip():
            yield "first_comment", self.first_comment

    def text_of(self, part: str) -> str:
        """The text of a part as `texts` names it; '' when there is none."""
        return dict(self.texts()).get(part, "")

    def marks(self) -> tuple[str, ...]:
        """The marks that are set, as networks' abilities name them."""
        return tuple(name for name in ("paid_partnership", "ai_made") if getattr(self, name))
