"""The malware scanner's word as a reason why a picture was not taken."""

from __future__ import annotations

from wellspoken.rooms.kernel.malware import Infected, NotScanned, refuse_malware
from wellspoken.rooms.media.errors import BadPicture


def refuse_infected(data: bytes) -> None:
    """Raise `BadPicture` for what the scanner knows, and for what it did not look at."""
    try:
        refuse_malware(data)
    except Infected as problem:
        raise BadPicture("malware") from problem
    except NotScanned as problem:
        raise BadPicture("not_scanned") from problem
