"""Consents that a body is linked to, as the checks need them. The room that links them tells; this one only asks.

Names are needed only while a text is checked: they are in no stored answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wellspoken.rooms.compliance.sayable import Sayable

#: {"person", "status"}: whom a consent in force covers in what these channels carry today
Consent = dict[str, str]
Teller = Callable[[Sayable, tuple[int, ...]], Sequence[Consent]]
_tellers: list[Teller] = []


def tell_of(teller: Teller) -> None:
    """Name what answers `consents`; done once, when the room above is ready."""
    if teller not in _tellers:
        _tellers.append(teller)


def consents(body: Sayable, channels: tuple[int, ...]) -> tuple[Consent, ...]:
    """The consents in force that cover this body on these channels; no query for a body that is linked to none."""
    if not body.consents:
        return ()
    return tuple(consent for teller in _tellers for consent in teller(body, channels))
