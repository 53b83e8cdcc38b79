"""Picture files for tests: good ones with things to hide, and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def noise(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    image = Image.effect_noise(size, 60).convert(mode)
    image.paste((200, 30, 30) if mode == "RGB" else 0, (0, 0, size[0] // 2, size[1] // 2)) if mode == "RGB" else None
    return image


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def jpeg(size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    return saved(noise(size), "JPEG", **options)


def png(size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    return saved(noise(size), "PNG", **options)


def phone_photo(orientation: int = 6) -> bytes:
    """A JPEG as a phone makes it: place, camera, time, lying on its side; XMP and a comment as well."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112], exif[0x0132] = "Elm", "Phone 9", orientation, "2026:11:20 09:00:00"
    exif[0x8825] = {1: "N", 2: (46.0, 47.0, 12.0), 3: "W", 4: (92.0, 6.0, 24.0)}
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>46,47N</exif:GPSLatitude>secret-xmp</x:xmpmeta>'
    return saved(noise((80, 40)), "JPEG", exif=exif, xmp=xmp, comment=b"secret-comment", quality=85)


def png_with_text() -> bytes:
    info = PngInfo()
    info.add_text("Author", "secret-author")
    info.add_itxt("Comment", "secret-text")
    return saved(noise(), "PNG", pnginfo=info)


def moving(form: str) -> bytes:
    frames = [noise(), noise().rotate(90), noise().rotate(180)]
    return saved(frames[0], form, save_all=True, append_images=frames[1:])


def png_claiming(width: int, height: int) -> bytes:
    """A tiny PNG whose header claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def with_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    return jpeg() + out.getvalue()


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 100
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\0" * 100
