"""Captions in the form some networks want: SubRip made from WebVTT, and places made from languages."""

from __future__ import annotations

import re

_TIME = re.compile(r"(?:(\d{2,}):)?(\d{2}):(\d{2})[.,](\d{3})")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_PLACES = {
    "ar": "SA",
    "cs": "CZ",
    "da": "DK",
    "el": "GR",
    "en": "US",
    "et": "EE",
    "ja": "JP",
    "ko": "KR",
    "nb": "NO",
    "nn": "NO",
    "no": "NO",
    "pt": "BR",
    "sv": "SE",
    "uk": "UA",
    "vi": "VN",
    "zh": "CN",
}


def place_of(lang: str) -> str:
    """Return a BCP 47 tag as language and country (``nb`` -> ``nb_NO``), as networks name places."""
    language, _, rest = lang.replace("_", "-").partition("-")
    region = next((part for part in rest.split("-") if len(part) == 2), "")
    language = language.lower()
    return f"{language}_{region.upper() or _PLACES.get(language, language.upper())}"


def _moment(text: str) -> str:
    found = _TIME.search(text)
    if found is None:
        raise ValueError(f"not a time: {text[:40]!r}")
    hours, minutes, seconds, thousandths = found.groups()
    return f"{hours or '00'}:{minutes}:{seconds},{thousandths}"


def srt_of(vtt: bytes) -> bytes:
    """Return a WebVTT file as SubRip: cues in order, words without styles. Raises ValueError without cues."""
    text = vtt.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    cues: list[str] = []
    for block in re.split(r"\n{2,}", text):
        lines = block.strip("\n").split("\n")
        at = next((number for number, line in enumerate(lines) if "-->" in line), None)
        if at is None or lines[0].startswith(("NOTE", "STYLE", "REGION")):
            continue
        start, _, end = lines[at].partition("-->")
        words = "\n".join(_TAG.sub("", line) for line in lines[at + 1 :])
        cues.append(f"{len(cues) + 1}\n{_moment(start)} --> {_moment(end)}\n{words}\n")
    if not cues:
        raise ValueError("captions without a single cue")
    return "\n".join(cues).encode()
