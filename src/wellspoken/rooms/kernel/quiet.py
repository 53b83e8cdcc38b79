"""Being quiet: while the past is told, nobody gets mail and no worker acts, in any process.

Kept as a row that ends by itself, so that a process that dies leaves nobody
silenced for longer than `LONGEST`. Real time counts, not the clock of a story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from wellspoken.rooms.kernel.models import QuietTime

#: how long quiet lasts after the last `renew`
LONGEST = timedelta(minutes=2)


def is_quiet() -> bool:
    """Whether nothing may be sent at this moment; one query."""
    return QuietTime.objects.filter(until__gt=datetime.now(UTC)).exists()


@contextmanager
def quiet() -> Iterator[Callable[[], None]]:
    """Quiet while inside; call what it gives now and then when the work is long."""
    row = QuietTime.objects.create(until=datetime.now(UTC) + LONGEST)

    def renew() -> None:
        QuietTime.objects.filter(pk=row.pk).update(until=datetime.now(UTC) + LONGEST)

    try:
        yield renew
    finally:
        row.delete()
