"""Which column is which, and dates and times as people write them in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time

#: column -> headings that mean it, lower case
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "judul", "tittel", "overskrift"),
    "text": ("text", "post", "message", "caption", "teks", "isi", "postingan", "tekst", "innlegg"),
    "lang": ("language", "lang", "bahasa", "språk"),
    "channels": ("channels", "channel", "kanal", "saluran", "kanaler"),
    "date": ("date", "day", "tanggal", "hari", "dato", "dag"),
    "time": ("time", "hour", "jam", "waktu", "pukul", "tid", "klokkeslett", "kl"),
    "sources": ("sources", "source", "links", "sumber", "kilder", "kilde"),
    "use_until": ("use until", "until", "berlaku sampai", "sampai", "brukes til", "til og med"),
}
LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "en": ("en", "english", "inggris", "engelsk", "bahasa inggris"),
    "id": ("id", "indonesian", "indonesia", "bahasa indonesia", "indonesisk"),
    "nb": ("nb", "no", "norwegian", "norsk", "bokmål", "norsk bokmål", "norwegian bokmål", "norwegia"),
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})?\s*([ap]\.?m\.?)?", re.IGNORECASE)


def recognise(heading: list[str]) -> dict[str, int]:
    """Column -> its place, for the headings that are known; the first of two with one meaning counts."""
    found: dict[str, int] = {}
    for place, words in enumerate(heading):
        plain = " ".join(words.lower().strip(" *:").split())
        for column, names in HEADINGS.items():
            if plain in names:
                found.setdefault(column, place)
    return found


def language(text: str) -> str | None:
    """The code of a language by its code or name in one of the three; None when it is none of them."""
    plain = text.lower().strip()
    return next((code for code, names in LANGUAGES.items() if plain in names), None)


def day(text: str, *, month_first: bool = False) -> date | None:
    """2026-12-01, 1.12.2026, 01/12/2026; `month_first` reads 12/01/2026 as Americans do. None when it is no date."""
    try:
        if match := _ISO.match(text):
            return date(*map(int, match.groups()))
        if match := _DATE.fullmatch(text.strip()):
            one, two, year = map(int, match.groups())
            american = month_first and "/" in text
            return date(year, one, two) if american else date(year, two, one)
    except ValueError:
        return None
    return None


def clock(text: str) -> time | None:
    """9:00, 09.00, 9 am, 21:30. None when it is no time of day."""
    match = _TIME.fullmatch(text.lower().removeprefix("kl").strip(". ").removeprefix("pukul").strip())
    if not match or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3].lower().startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
