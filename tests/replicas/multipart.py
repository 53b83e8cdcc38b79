"""Reading a form upload the way a server does."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message


def fields_and_files(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the plain fields, and the files by their field's name; ``kind`` is the content type."""
    if "urlencoded" in kind:
        raise ValueError("a form without files")
    whole = message_from_bytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + body)
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    parts = whole.get_payload()
    assert isinstance(parts, list)
    for part in parts:
        assert isinstance(part, Message)
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if part.get_filename():
            files[name] = content
        else:
            fields[name] = content.decode()
    return fields, files
