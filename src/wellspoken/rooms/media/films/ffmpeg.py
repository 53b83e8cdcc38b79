"""The programs ffmpeg and ffprobe, where they are installed. Without them films are read by us and left as they are.

A film is somebody's file: the program may open this one file only (no network, no playlist), is told what kind it is,
and has a time after which it is stopped.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)
PACKAGES = "ffmpeg"
_READERS = {"mp4": "mov", "mov": "mov", "webm": "matroska"}
_WRITERS = {"mp4": "mp4", "mov": "mov", "webm": "webm"}
#: seconds for looking, for taking one picture, for copying
PROBE, FRAME, COPY = 30.0, 60.0, 300.0
#: the longest side of a film made for networks
SIDE = 1920
_EVEN = (
    f"scale=w='if(gte(iw,ih),trunc(min({SIDE},iw)/2)*2,-2)':h='if(gte(iw,ih),-2,trunc(min({SIDE},ih)/2)*2)',setsar=1"
)


class ProgramFailed(Exception):
    """The program refused the film, or took too long; the message is its last words."""


def have() -> bool:
    """Whether both programs are there."""
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def _opened(path: Path, form: str) -> list[str]:
    return ["-protocol_whitelist", "file", "-f", _READERS[form], "-i", f"file:{path}"]


def _quiet(name: str) -> list[str]:
    nice = [shutil.which("nice") or "", "-n", "10"] if shutil.which("nice") else []
    return [*nice, shutil.which(name) or name, "-v", "error", "-hide_banner"]


def _run(command: list[str], seconds: float) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 (our own words and a path of our own)
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProgramFailed(type(error).__name__) from error
    if done.returncode:
        raise ProgramFailed(done.stderr.decode("utf-8", "replace")[-300:])
    return done.stdout


def probe(path: Path, form: str) -> dict[str, Any]:
    """What ffprobe says of the film. Raises `ProgramFailed`."""
    asked = ["-print_format", "json", "-show_format", "-show_streams"]
    try:
        said = json.loads(_run([*_quiet("ffprobe"), *asked, *_opened(path, form)], PROBE))
    except ValueError as error:
        raise ProgramFailed("no answer") from error
    return said if isinstance(said, dict) else {}


def strip(path: Path, target: Path, form: str) -> None:
    """Write picture and first sound to `target`, unchanged, and nothing else. Raises `ProgramFailed`."""
    tracks = ["-map", "0:v:0", "-map", "0:a:0?", "-c", "copy"]
    without = ["-map_metadata", "-1", "-map_metadata:s:v", "-1", "-map_metadata:s:a", "-1", "-map_chapters", "-1"]
    exact = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"]
    early = ["-movflags", "+faststart"] if form != "webm" else []
    command = [*_quiet("ffmpeg"), "-nostdin", "-y", *_opened(path, form), *tracks, *without, *exact, *early]
    _run([*command, "-f", _WRITERS[form], f"file:{target}"], COPY)


def frame(path: Path, form: str, at: float) -> bytes:
    """The picture at `at` seconds, as PNG, turned upright. Raises `ProgramFailed`; empty past the end."""
    where = ["-ss", f"{max(0.0, at):.3f}"]
    command = [*_quiet("ffmpeg"), "-nostdin", *where, *_opened(path, form), "-frames:v", "1", "-threads", "1"]
    return _run([*command, "-f", "image2pipe", "-c:v", "png", "pipe:1"], FRAME)


def convert(path: Path, target: Path, form: str, tell: Callable[[float], bool]) -> None:
    """Make an MP4 that everybody plays: H.264, AAC, at most 1920 pixels a side. Raises `ProgramFailed`.

    `tell` hears the seconds that are done, about once a second, and ends the work by answering False.
    """
    tracks = ["-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1"]
    picture = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-pix_fmt", "yuv420p", "-vf", _EVEN]
    sound = ["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-fpsmax", "60", "-threads", "1"]
    end = ["-movflags", "+faststart", "-fflags", "+bitexact", "-progress", "pipe:1", "-nostats", "-f", "mp4"]
    command = [*_quiet("ffmpeg"), "-nostdin", "-y", *_opened(path, form), *tracks, *picture, *sound, *end]
    _watched([*command, f"file:{target}"], tell)


def _watched(command: list[str], tell: Callable[[float], bool]) -> None:
    with subprocess.Popen(  # noqa: S603 (our own words and paths of our own)
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        last = 0.0
        for line in running.stdout or ():
            name, _equals, value = line.strip().partition("=")
            if name != "out_time_us" or not value.isdigit() or time.monotonic() - last < 1.0:
                continue
            last = time.monotonic()
            if not tell(int(value) / 1e6):
                running.kill()
        running.wait()
    if running.returncode:
        raise ProgramFailed(f"ended with {running.returncode}")
