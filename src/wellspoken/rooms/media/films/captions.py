"""Caption files, SubRip and WebVTT: read, checked against the film's length, written as WebVTT. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellspoken.rooms.media.films.errors import BadCaptions

MAX_BYTES = 2**20
#: captions may outlast the film by this much: players and editors round
SLACK = 1.0
_TIME = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})")
_TAG = re.compile(r"</?[a-zA-Z0-9][^>]{0,200}>|<\d[\d:.]*>|\{\\[^}]{0,100}\}")
_ASIDE = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words shown from `start` to `end`, in seconds; `line` is where they stand in the file, from 1."""

    start: float
    end: float
    text: str
    line: int


def read(data: bytes, seconds: float) -> list[Cue]:
    """The cues of an .srt or .vtt file for a film of that length, in order. Raises `BadCaptions`."""
    if len(data) > MAX_BYTES:
        raise BadCaptions("too_big")
    if not data.strip():
        raise BadCaptions("empty")
    text = _decoded(data)
    if not text.lstrip().startswith("WEBVTT") and "-->" not in text:
        raise BadCaptions("form")
    cues = list(_cues(text))
    if not cues:
        raise BadCaptions("empty")
    _check(cues, seconds)
    return cues


def _decoded(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadCaptions("encoding") from error
    if "\ufffd" in text or "\0" in text:
        raise BadCaptions("encoding")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cues(text: str) -> Iterator[Cue]:
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append((number, line))
            continue
        if block and any("-->" in words for _number, words in block) and not block[0][1].startswith(_ASIDE):
            yield _cue(block)
        block = []


def _cue(block: list[tuple[int, str]]) -> Cue:
    at = next(index for index, (_number, words) in enumerate(block) if "-->" in words)
    number, times = block[at]
    start, _arrow, end = times.partition("-->")
    words = "\n".join(_TAG.sub("", line).strip() for _number, line in block[at + 1 :])
    return Cue(_moment(start, number), _moment(end, number), html.unescape(words).strip(), number)


def _moment(text: str, line: int) -> float:
    found = _TIME.match(text.strip())
    if found is None:
        raise BadCaptions("time", line)
    hours, minutes, seconds, part = found.groups()
    if int(minutes) > 59 or int(seconds) > 59:
        raise BadCaptions("time", line)
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(part.ljust(3, "0")) / 1000


def _check(cues: list[Cue], seconds: float) -> None:
    last = 0.0
    for cue in cues:
        if cue.end <= cue.start:
            raise BadCaptions("backwards", cue.line)
        if cue.start < last - 0.0005:
            raise BadCaptions("overlap", cue.line)
        if not cue.text:
            raise BadCaptions("blank", cue.line)
        if cue.start >= seconds or cue.end > seconds + SLACK:
            raise BadCaptions("past_end", cue.line, seconds)
        last = cue.end


def vtt_of(cues: list[Cue]) -> str:
    """The cues as a WebVTT file."""
    shown = [f"{_clock(cue.start)} --> {_clock(cue.end)}\n{_escaped(cue.text)}\n" for cue in cues]
    return "\n".join(["WEBVTT\n", *shown])


def words_of(vtt: str) -> str:
    """What is said, one cue a line, as people read it."""
    return "\n".join(cue.text.replace("\n", " ") for cue in _cues(vtt))


def _escaped(text: str) -> str:
    lines = (line for line in text.split("\n") if line.strip())
    return "\n".join(line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in lines)


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3600000:02d}:{whole // 60000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"
