"""Stops storing an upload once it is larger than a picture may be; the rest is read and thrown away."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from wellspoken.rooms.media.sniffing import MAX_BYTES


class SizeGate(FileUploadHandler):
    """Counts the bytes of all files of one request; `request.META["too_big"]` tells the view."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on until there are too many."""
        self.seen += len(raw_data)
        if self.seen > MAX_BYTES and self.request is not None:
            self.request.META["too_big"] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Say that another handler keeps the file."""


def guard(request: Any) -> None:
    """Put the gate before the handlers that store; must run before the form is read."""
    request.upload_handlers.insert(0, SizeGate(request))
