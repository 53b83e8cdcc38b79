"""The film of a body as the checks need it: the film, its poster, and every word that goes along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wellspoken.engines.screening import MediaItem
from wellspoken.engines.screening.images.attaching import with_report
from wellspoken.rooms.media.films.selectors import by_key, spoken
from wellspoken.rooms.media.seeing import report_of
from wellspoken.rooms.media.selectors import by_ids


@dataclass(frozen=True, slots=True)
class Said:
    """Words that go with a film: `part` is film_alt or captions:<language>."""

    part: str
    text: str
    lang: str
    surface: str


def items(film: Any) -> tuple[MediaItem, ...]:
    """The film, and its poster as a picture with the newest look into it; no query for no film.

    `film` is the content room's `FilmUse` or None. Captions that are waived with a reason count as not asked for.
    """
    if film is None:
        return ()
    row = by_key(film.film_id)
    langs = ", ".join(one.lang for one in film.captions)
    name = row.name if row else film.film_id
    shown = MediaItem(name, film.alt, "video", captions=None if film.waived and not langs else langs)
    poster = by_ids([film.poster_id]).get(film.poster_id) if film.poster_id else None
    if poster is None:
        return (shown,)
    return shown, with_report(MediaItem(poster.name, film.alt), report_of(poster))


def texts(film: Any) -> list[Said]:
    """Its description and the words of its captions; nothing for no film."""
    if film is None:
        return []
    found = [Said("film_alt", film.alt, "", "alt_text")] if film.alt.strip() else []
    words = spoken(one.key for one in film.captions)
    found += [Said(f"captions:{one.lang}", words.get(one.key, ""), one.lang, "post") for one in film.captions]
    return [said for said in found if said.text.strip()]


def text_of(film: Any, part: str) -> str:
    """The words of a part as `texts` names it; '' when there are none."""
    return next((said.text for said in texts(film) if said.part == part), "")
