"""What a film is, as found out by reading it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

#: what browsers and networks play; everything else is made into it
PLAYED = ("h264", "aac")
MIMES = {"mp4": "video/mp4", "mov": "video/quicktime", "webm": "video/webm"}
#: no network takes more
MAX_SIDE, MAX_SECONDS = 8192, 12 * 3600.0


@dataclass(frozen=True, slots=True)
class Facts:
    """A film's form (mp4, mov, webm), length in seconds, pixels as shown (turned upright), codecs ("" = no sound).

    `told` names what the file tells beside the film: gps, camera, time, text. `ready`: it can be played while it
    still arrives.
    """

    form: str
    seconds: float
    width: int
    height: int
    video: str
    audio: str = ""
    told: tuple[str, ...] = ()
    ready: bool = False

    @property
    def mime(self) -> str:
        """The file's type."""
        return MIMES[self.form]

    @property
    def common(self) -> bool:
        """Whether every network and browser can play it as it is: MP4 with H.264 and AAC or no sound."""
        return self.form == "mp4" and self.video == "h264" and self.audio in ("", "aac")
