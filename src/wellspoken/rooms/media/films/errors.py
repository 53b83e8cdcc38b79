"""Why a film or its captions were not taken, as a code and a sentence for people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, Any] = {
    "missing": gettext_lazy("No film came. Choose one and try again."),
    "empty": gettext_lazy("This file is empty. It may not have been saved completely; choose it again."),
    "not_film": gettext_lazy("This is not a film we know. Save it as MP4, MOV or WebM and try again."),
    "picture": gettext_lazy("This is a picture, not a film. Add it under Pictures."),
    "sound_only": gettext_lazy("This file has sound but no picture. Networks take it only as a film with a picture."),
    "cut_off": gettext_lazy("This film was cut off: its end is missing. Save it anew on your device and try again."),
    "broken": gettext_lazy("This film is damaged. Open it on your device, save it anew and try again."),
    "lying": gettext_lazy(
        "This file says other things of itself than it holds, so no network would play it. Save it anew and try again."
    ),
    "bomb": gettext_lazy("This film is larger or longer than any network takes. Save it smaller and try again."),
    "no_pictures_inside": gettext_lazy("This film has no moving picture in it. Save it anew and try again."),
    "live_recording": gettext_lazy(
        "This recording does not say how long it is, as recordings from a browser do. Save it as MP4 and try again."
    ),
    "hidden_file": gettext_lazy("Another file is hidden inside this film. Save it anew as MP4 and try again."),
    "place_inside": gettext_lazy(
        "This film says where it was taken, and this installation cannot take that out (the program ffmpeg is"
        " missing). On the phone, share it without its place (Options, Location off), or ask your administrator"
        " to install ffmpeg."
    ),
    "device_inside": gettext_lazy(
        "This film says with which device it was taken, and this installation cannot take that out (the program"
        " ffmpeg is missing). Save a copy with a film editor that keeps no such data, or ask your administrator to"
        " install ffmpeg."
    ),
    "not_cleaned": gettext_lazy(
        "Place and device could not be taken out of this film. Save it anew as MP4 and try again."
    ),
    "malware": gettext_lazy(
        "The malware scanner stopped this file. Do not open it; tell whoever looks after computers."
    ),
    "not_scanned": gettext_lazy(
        "This file was not taken, because the malware scanner did not look at it. Nothing may be wrong with the film;"
        " try again in a few minutes, and tell your administrator if it stays so."
    ),
    "no_frame": gettext_lazy("No picture could be taken from the film there. Upload one instead."),
    "no_program": gettext_lazy("This needs the program ffmpeg, which is missing here. Upload a picture instead."),
}
CAPTIONS: dict[str, Any] = {
    "missing": gettext_lazy("No captions came. Choose an .srt or .vtt file."),
    "empty": gettext_lazy("There is no caption in this file."),
    "too_big": gettext_lazy("This file is larger than 1 MB, more than captions ever are."),
    "encoding": gettext_lazy("The letters of this file cannot be read. Save it as UTF-8 text and try again."),
    "form": gettext_lazy("This is neither an .srt nor a .vtt file."),
    "time": gettext_lazy("Line %(line)s: the times cannot be read. Write them like 00:00:01.000 --> 00:00:03.000."),
    "backwards": gettext_lazy("Line %(line)s: the caption ends before it begins."),
    "overlap": gettext_lazy("Line %(line)s: the caption begins before the one before it has ended."),
    "blank": gettext_lazy("Line %(line)s: the caption has no words."),
    "past_end": gettext_lazy("Line %(line)s: the caption comes after the end of the film (%(seconds)s seconds)."),
    "language": gettext_lazy("Say in which language the captions are."),
}


class BadFilm(Exception):
    """The film was not taken. `code` is stable; `sentence` says why and what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        """What to tell the person, in the language that is active."""
        if self.code == "too_big":
            most = settings.FILM_MAX_BYTES // 10**6
            return _("This film is larger than %(most)d MB. Save it smaller or shorter and try again.") % {"most": most}
        return str(SENTENCES.get(self.code, SENTENCES["broken"]))


class BadCaptions(Exception):
    """The captions were not taken. `code` is stable; `line` counts from 1, 0 when it is about the whole file."""

    def __init__(self, code: str, line: int = 0, seconds: float = 0.0) -> None:
        super().__init__(code)
        self.code, self.line, self.seconds = code, line, seconds

    @property
    def sentence(self) -> str:
        """What to tell the person, in the language that is active."""
        return str(CAPTIONS.get(self.code, CAPTIONS["form"])) % {"line": self.line, "seconds": round(self.seconds)}
