"""Stops storing an upload once it is larger than a film may be; the rest is read and thrown away."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from wellspoken.web.media.gate import SizeGate


class FilmGate(SizeGate):
    """Counts the bytes of all files of one request; `request.META["too_big"]` tells the view."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on until there are too many."""
        self.seen += len(raw_data)
        if self.seen > settings.FILM_MAX_BYTES + 2**20 and self.request is not None:
            self.request.META["too_big"] = True
            raise StopUpload(connection_reset=False)
        return raw_data


def guard(request: HttpRequest) -> None:
    """Put the gate before the handlers that store; must run before the form is read."""
    handlers: list[FileUploadHandler] | Any = request.upload_handlers
    handlers.insert(0, FilmGate(request))
