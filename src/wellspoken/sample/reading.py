"""The sample's data files as values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class SamplePost:
    """One post of the sample; `at` is wall time in the team's zone, None for a bare draft."""

    title: str
    text: str
    channels: tuple[str, ...]
    life: str
    at: datetime | None
    reason: str = ""
    public_reason: str = ""
    by: str = "editor"
    evidence: tuple[dict[str, str], ...] = ()
    picture: dict[str, str] = field(default_factory=dict)
    consent: dict[str, Any] = field(default_factory=dict)  # whose permission it uses; see agreeing
    repeats: str = ""  # "approved", "asked", or not at all


def organisation() -> dict[str, Any]:
    """The organisation with its teams and people."""
    return _load("organisation")


def rules() -> dict[str, Any]:
    """What the organisation decided about the rules."""
    return _load("rules")


def workflows() -> list[dict[str, Any]]:
    """How the teams review what one look is not enough for."""
    found: list[dict[str, Any]] = _load("workflows")["workflow"]
    return found


def trainings() -> dict[str, Any]:
    """Who was trained for what, and who stands in for whom."""
    return _load("trainings")


def posts(slug: str, zone: ZoneInfo, now: datetime) -> list[SamplePost]:
    """A team's posts, dated around `now` (aware)."""
    today = now.astimezone(zone).date()
    return [_post(raw, zone, today) for raw in _load(slug)["posts"]]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("wellspoken.sample") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _post(raw: dict[str, Any], zone: ZoneInfo, today: date) -> SamplePost:
    return SamplePost(
        title=raw["title"],
        text=raw["text"].strip(),
        channels=tuple(raw["channels"]),
        life=raw["life"],
        at=_moment(raw, zone, today),
        reason=raw.get("reason", ""),
        public_reason=raw.get("public_reason", ""),
        by=raw.get("by", "editor"),
        evidence=tuple(raw.get("evidence", ())),
        picture=raw.get("picture", {}),
        consent=raw.get("consent", {}),
        repeats=raw.get("repeats", ""),
    )


def _moment(raw: dict[str, Any], zone: ZoneInfo, today: date) -> datetime | None:
    if "at" not in raw:
        return None
    day = _next(raw["on"], today) if "on" in raw else today + timedelta(days=raw["day"])
    return datetime.combine(day, time.fromisoformat(raw["at"]), zone)


def _next(month_day: str, today: date) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    this_year = date(today.year, month, day)
    return this_year if this_year > today else date(today.year + 1, month, day)
