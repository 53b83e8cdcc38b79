"""Wall clock times in a named zone, correct across both changes of clock each year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class BadTime(ValueError):
    """Not a wall time, or not a zone. `code` is `shape`, `zone` or `missing_hour`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Moment:
    """A chosen moment: `wall` as ISO minutes, IANA `zone`, `fold` of a doubled hour, the same in UTC."""

    wall: str
    zone: str
    fold: int
    utc: datetime
    doubled: bool  # the wall time happens twice that day


def moment(wall: str, zone: str, fold: int = 0) -> Moment:
    """Resolve a wall time (`2026-11-28T09:00`); raises `BadTime` for hours that the clocks skip."""
    try:
        naive = datetime.fromisoformat(wall).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise BadTime("shape") from error
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadTime("zone") from error
    try:
        first, second = (naive.replace(tzinfo=place, fold=f).astimezone(UTC) for f in (0, 1))
        back = first.astimezone(place).replace(tzinfo=None)
    except OverflowError as error:
        raise BadTime("shape") from error
    if back != naive:
        raise BadTime("missing_hour")
    chosen = second if fold else first
    return Moment(naive.isoformat(timespec="minutes"), zone, int(bool(fold)), chosen, first != second)


def from_utc(instant: datetime, zone: str) -> Moment:
    """The wall time of an instant in a zone."""
    local = instant.astimezone(ZoneInfo(zone))
    return moment(local.replace(tzinfo=None).isoformat(timespec="minutes"), zone, local.fold)


def day_bounds(day: datetime, zone: str) -> tuple[datetime, datetime]:
    """UTC start and end of the local day that holds `day` (23, 24 or 25 hours apart)."""
    local = day.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    following = (local.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC), following.astimezone(UTC)
