"""How long there is to end every use after a withdrawal, and until when the papers are kept. By country of the team.

US: 45 CFR 164.508(b)(5) has no number: act on receipt. EU and EEA: GDPR art. 7(3), 12(3), 17: without delay, an answer
within one month. Indonesia: UU 27/2022 Pasal 9 and 40: 3 x 24 hours. Papers: 45 CFR 164.530(j): six years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.statements import in_europe

KEPT_YEARS = 6
ID_HOURS = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Clock:
    """What is due: `ask` in words, `by` the end of its time (UTC) or None when it is due at once, its source."""

    ask: Any
    by: datetime | None
    citation: str


def after_withdrawal(consent: Authorization) -> list[Clock]:
    """The clocks that run from the moment the withdrawal reached us; empty when it was not taken back."""
    return running_since(consent.withdrawn_at, consent.team.country) if consent.withdrawn_at is not None else []


def running_since(at: datetime, country: str) -> list[Clock]:
    """The clocks of a country that run from a withdrawal at that moment (UTC), the end of every use first."""
    country = country.lower()
    if country == "id":
        return [Clock(_("Every use has ended, within 3 x 24 hours"), at + ID_HOURS, "UU 27/2022 Pasal 9, 40")]
    if in_europe(country):
        return [
            Clock(_("Every use has ended, without delay"), None, "GDPR art. 7(3), 17"),
            Clock(_("The person has an answer, within one month"), _month_later(at), "GDPR art. 12(3)"),
        ]
    if country == "us":
        return [Clock(_("Every use has ended, from receipt on"), None, "45 CFR 164.508(b)(5)")]
    return [Clock(_("Every use has ended, without delay"), None, "")]


def _month_later(at: datetime) -> datetime:
    """The same day of the next month, or its last day."""
    year, month = (at.year + 1, 1) if at.month == 12 else (at.year, at.month + 1)
    for day in range(at.day, 27, -1):
        try:
            return at.replace(year=year, month=month, day=day)
        except ValueError:
            continue
    return at.replace(year=year, month=month)


def deletable_from(consent: Authorization) -> date | None:
    """The first day on which its papers may be destroyed, by a person; None while it lasts or under legal hold.

    Six years from when it was made or last in effect, whichever is later.
    """
    if consent.hold:
        return None
    ended = _last_effective(consent)
    if ended is None:
        return None
    latest = max(ended, consent.made_at.date())
    try:
        return latest.replace(year=latest.year + KEPT_YEARS)
    except ValueError:  # 29 February
        return date(latest.year + KEPT_YEARS, 3, 1)


def _last_effective(consent: Authorization) -> date | None:
    """The day until which it counted; for one that never did, when that was settled."""
    if consent.state == "withdrawn" and consent.withdrawn_at is not None:
        return consent.withdrawn_at.date()
    if consent.state in {"signed", "expired"}:
        return consent.last_day()
    if consent.state == "refused" and consent.refused_at is not None:
        return consent.refused_at.date()
    return consent.made_at.date()
