"""How often one address may ask for private pages: guessing a key of 256 bits is hopeless, trying still costs us.

The address is the person's own, also behind the proxies that the settings name.
"""

from __future__ import annotations

from django.http import HttpRequest

from wellspoken.rooms.kernel.throttle import tally, within
from wellspoken.rooms.people.asking import address_of

#: pages a minute from one address, and how many of them may lead nowhere
MOST, MOST_WRONG = 120, 20


def too_many(request: HttpRequest) -> bool:
    """Count this request; whether it is one too many."""
    address = address_of(request)
    return not within(f"private:{address}", MOST) or tally(f"private-wrong:{address}") >= MOST_WRONG


def led_nowhere(request: HttpRequest) -> None:
    """Count a key that opens nothing."""
    within(f"private-wrong:{address_of(request)}", MOST_WRONG)
