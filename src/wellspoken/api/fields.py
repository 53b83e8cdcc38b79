"""Kinds of values that requests carry, as narrow as what is accepted: the schema says exactly what the code takes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, Strict

from wellspoken.rooms.content.body import MAX_TEXT, MAX_TITLE

BIGGEST = 2**63 - 1


def _storable(text: str) -> str:
    """NUL cannot be stored."""
    if "\x00" in text:
        raise ValueError("the character NUL cannot be used")
    return text


def _whole(number: object) -> object:
    """A number without a part behind the point is an integer."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


_NO_NUL = r"^[^\x00]*$"
#: a number of a team, post or channel, in a path or query
Number = Annotated[int, Field(ge=1, le=BIGGEST)]
#: the same in a JSON body, where "1" and true are no numbers, and 2.0 is 2 as JSON Schema has it
StrictNumber = Annotated[int, Strict(), Field(ge=1, le=BIGGEST), BeforeValidator(_whole)]
Text = Annotated[str, Field(max_length=MAX_TEXT, pattern=_NO_NUL), AfterValidator(_storable)]
Title = Annotated[str, Field(max_length=MAX_TITLE, pattern=_NO_NUL), AfterValidator(_storable)]
Line = Annotated[str, Field(max_length=300, pattern=_NO_NUL), AfterValidator(_storable)]
Day = Annotated[
    str,
    Field(min_length=10, max_length=10, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"}),
    AfterValidator(_day),
]
#: the pattern leaves out user names and ports on purpose
WebAddress = Annotated[
    str, Field(max_length=1000, pattern=r"^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(/[!-~]*)?$")
]
Language = Literal["en", "id", "nb"]
