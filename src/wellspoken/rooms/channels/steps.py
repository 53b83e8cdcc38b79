"""The steps of a channel's self-test in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.channels.words import reason_words

#: code -> what was tried
TITLES: dict[str, Any] = {
    "seal": _("The stored sign-in can be opened"),
    "account": _("The network knows the account"),
    "limits": _("The network told us its limits"),
    "posts": _("Our own posts can be read"),
    "pictures": _("The network can fetch pictures from here"),
}
#: (code, result) -> what it means; steps that went well need no words
MEANINGS: dict[tuple[str, str], Any] = {
    ("limits", "open"): _("It names none, so its usual limits count."),
    ("posts", "open"): _("It does not let us look. When an answer is lost, a person has to look instead."),
    ("pictures", "failed"): _("This installation has no public https address. Texts without pictures can go out."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One step as people read it: `result` is ok, failed or open; `text` may be ""."""

    title: str
    result: str
    text: str


@dataclass(frozen=True, slots=True)
class LastTest:
    """The last self-test of a channel: when, by whom, and how each step went."""

    at: datetime
    by: str
    steps: list[Told]


def last_test(kept: Mapping[str, Any]) -> LastTest | None:
    """The test that is kept on a channel, in words; None when there was none."""
    if not kept.get("at"):
        return None
    return LastTest(datetime.fromisoformat(kept["at"]), kept["by"], [_told(one) for one in kept["steps"]])


def _told(step: Mapping[str, str]) -> Told:
    code, result = step["code"], step["result"]
    meaning = MEANINGS.get((code, result))
    text = str(meaning) if meaning else reason_words(step["reason"]) if result == "failed" else ""
    return Told(str(TITLES.get(code, code)), result, text)
