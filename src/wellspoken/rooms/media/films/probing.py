"""A film's facts: read by us always, and by ffprobe where it is, which must agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from wellspoken.rooms.media.film_facts import MAX_SECONDS, MAX_SIDE, Facts
from wellspoken.rooms.media.films import ffmpeg, movie, webm
from wellspoken.rooms.media.films.errors import BadFilm
from wellspoken.rooms.media.films.sniffing import HEAD, form_of


def probe(path: Path) -> Facts:
    """The facts of a file. Raises `BadFilm` for everything that is not a whole film with a picture."""
    size = path.stat().st_size
    with path.open("rb") as file:
        form = form_of(file.read(HEAD))
        facts = webm.read(file, size) if form == "webm" else movie.read(file, size, form)
    if ffmpeg.have():
        facts = _agreed(facts, path)
    return _bounded(facts)


def _bounded(facts: Facts) -> Facts:
    if not facts.width or not facts.height:
        raise BadFilm("no_pictures_inside")
    if not facts.seconds > 0:  # also what is no number at all
        raise BadFilm("live_recording")
    if max(facts.width, facts.height) > MAX_SIDE or facts.seconds > MAX_SECONDS:
        raise BadFilm("bomb")
    return facts


def _agreed(facts: Facts, path: Path) -> Facts:
    """The facts with ffprobe's names and length. Raises `BadFilm` where it finds something else."""
    try:
        said = ffmpeg.probe(path, facts.form)
    except ffmpeg.ProgramFailed as error:
        raise BadFilm("broken") from error
    streams = said.get("streams") or []
    picture = _first(streams, "video")
    if picture is None:
        raise BadFilm("no_pictures_inside")
    seconds = _seconds(said.get("format", {}).get("duration"))
    if facts.seconds and seconds and abs(seconds - facts.seconds) > max(2.0, facts.seconds / 10):
        raise BadFilm("lying")
    sound = _first(streams, "audio")
    return replace(
        facts,
        seconds=seconds or facts.seconds,
        video=_codec(picture),
        audio=str(sound.get("codec_name", "")) if sound else "",
    )


def _codec(picture: dict[str, Any]) -> str:
    """The codec's name; H.264 that browsers cannot play (more than 8 bits, other colours) is named apart."""
    name = str(picture.get("codec_name", ""))
    plain = picture.get("pix_fmt") in ("yuv420p", "yuvj420p", None)
    return name if name != "h264" or plain else "h264-high"


def _first(streams: list[dict[str, Any]], kind: str) -> dict[str, Any] | None:
    for one in streams:
        if one.get("codec_type") == kind and not one.get("disposition", {}).get("attached_pic"):
            return one
    return None


def _seconds(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0
