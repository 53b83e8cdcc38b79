"""Why a picture was not taken, as a code and a sentence for people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "missing": _("No picture came. Choose one and try again."),
    "empty": _("This file is empty. It may not have been saved completely; choose it again."),
    "too_big": _("This file is larger than 25 MB. Save the picture smaller and try again."),
    "too_many_pixels": _("This picture has more than 64 million dots. Save it smaller and try again."),
    "heic": _(
        "This is an Apple photo (HEIC), which the networks do not take. On the phone, share it as JPEG,"
        " or set Camera, Formats to Most Compatible."
    ),
    "svg": _("This is a drawing (SVG), which the networks do not take. Save it as PNG and try again."),
    "pdf": _("This is a PDF, not a picture. Save the page as JPEG or PNG and try again."),
    "dicom": _(
        "This is a medical image file (DICOM), which carries the patient's name inside. Export the picture"
        " as JPEG or PNG without any writing on it, and link the consent."
    ),
    "video": _("This is a film, not a picture. Add it under Film."),
    "moving": _("This picture moves. Only still pictures can be sent so far; save one frame of it and try again."),
    "not_picture": _("This is not a picture we know. Use JPEG, PNG, WebP or GIF."),
    "hidden_file": _("Another file is hidden inside this picture. Open it, save it anew as JPEG or PNG and try again."),
    "malware": _("The malware scanner stopped this file. Do not open it; tell whoever looks after your computers."),
    "not_scanned": _(
        "This file was not taken, because the malware scanner does not answer. Nothing is wrong with the file;"
        " try again in a few minutes, and tell your administrator if it stays so."
    ),
    "broken": _("This picture is damaged or was cut off. Open it on your device, save it anew and try again."),
    "cannot_fit": _("This picture cannot be made small enough for the network."),
}


class BadPicture(Exception):
    """The picture was not taken. `code` is stable; `sentence` says why and what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        """What to tell the person, in the language that is active."""
        return str(SENTENCES.get(self.code, SENTENCES["broken"]))
