"""The life of an authorization. Pure."""

from __future__ import annotations

from enum import StrEnum

from wellspoken.rooms.kernel.states import Machine


class ConsentState(StrEnum):
    """Written by staff, offered to the person, signed by them; then withdrawn or over. Only `signed` can be valid."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


CONSENT = Machine(
    states=ConsentState,
    initial=ConsentState.DRAFT,
    moves={
        "draft": ["offered", "refused"],
        "offered": ["draft", "signed", "refused"],
        # what is over can still be taken back: what was published while it held then comes down
        "signed": ["withdrawn", "expired"],
        "expired": ["withdrawn"],
        "withdrawn": [],
        "refused": [],
    },
    final=frozenset({"withdrawn", "refused"}),
)
