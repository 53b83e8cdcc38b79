"""What changed between two texts or two bodies, in words people can read. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

import regex

from wellspoken.rooms.content.body import Body, Evidence, Picture
from wellspoken.rooms.content.film import FilmUse

Piece = tuple[str, str]
#: a run of spaces, a word (with its accents, apostrophes and hyphens: "anak-anak"), or one visible character
_TOKEN = regex.compile(r"\s+|[\w\p{M}]+(?:['’\-][\w\p{M}]+)*|\X")


def tokens(text: str) -> list[str]:
    """The text cut into spaces, words and single visible characters; joined they are the text again."""
    found: list[str] = _TOKEN.findall(text)
    return found


def opcodes(a: list[str], b: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Edits from `a` to `b`, anchored on words, never on spaces alone."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    middle = SequenceMatcher(str.isspace, a[start : len(a) - end], b[start : len(b) - end])
    codes = [("equal", 0, start, 0, start)] if start else []
    codes += [(op, i + start, j + start, k + start, m + start) for op, i, j, k, m in middle.get_opcodes()]
    if end:
        codes.append(("equal", len(a) - end, len(a), len(b) - end, len(b)))
    return codes


def words(a: str, b: str) -> list[Piece]:
    """`a` to `b` as [("same" | "del" | "ins", text)]; same and del make `a`, same and ins make `b`."""
    left, right = tokens(a), tokens(b)
    pieces: list[Piece] = []
    for op, i, j, k, m in opcodes(left, right):
        if op == "equal":
            pieces.append(("same", "".join(left[i:j])))
            continue
        pieces += [("del", "".join(left[i:j])), ("ins", "".join(right[k:m]))]
    return _joined([p for p in pieces if p[1]])


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Changes with nothing but a space between them become one change, so that phrases read as phrases."""
    out: list[Piece] = []
    gone = come = ""
    for index, (op, text) in enumerate(pieces):
        inside = bool(gone or come) and index + 1 < len(pieces) and text.isspace() and "\n" not in text
        if op == "del" or (op == "same" and inside):
            gone += text
        if op == "ins" or (op == "same" and inside):
            come += text
        if op == "same" and not inside:
            out += _flush(gone, come)
            gone = come = ""
            out.append((op, text))
    return out + _flush(gone, come)


def _flush(gone: str, come: str) -> list[Piece]:
    return [p for p in (("del", gone), ("ins", come)) if p[1]]


def changed_words(a: str, b: str) -> list[Piece]:
    """Only what went and what came."""
    return [p for p in words(a, b) if p[0] != "same"]


@dataclass(frozen=True, slots=True)
class Change:
    """One part that differs.

    `part`: title, text, variant, picture, alt, crop, order, evidence, consent, channel, lang or use_until.
    `kind`: added, removed or changed. `subject` names which one: a channel's name, a picture's
    number, a source's address. `words` is the word diff where there are words.
    """

    part: str
    kind: str
    subject: str = ""
    words: tuple[Piece, ...] = ()


def bodies(a: Body, b: Body, channels: Mapping[int, str] | None = None) -> list[Change]:
    """Every difference from `a` to `b`, in reading order. `channels` maps channel ids to names."""
    names = channels or {}
    found = [
        Change(part, "changed", "", tuple(words(old, new)))
        for part, old, new in (("title", a.title, b.title), ("text", a.text, b.text))
        if old != new
    ]
    found += _variants(a, b, names)
    found += _channels(a, b, names)
    found += _pictures(a.pictures, b.pictures)
    found += _film(a.film, b.film)
    found += _evidence(a.evidence, b.evidence)
    found += _consents(a, b)
    found += _further(a, b)
    for part, old, new in (("lang", a.lang, b.lang), ("use_until", a.use_until, b.use_until)):
        if old != new:
            found.append(Change(part, "changed", "", tuple(_flush(old, new))))
    return found


def _name(names: Mapping[int, str], key: int) -> str:
    return names.get(key, f"#{key}")


def _variants(a: Body, b: Body, names: Mapping[int, str]) -> Iterator[Change]:
    """Own texts: compared with what the channel said before, own text or common one."""
    for key in sorted({*a.variants, *b.variants} & {*a.channels, *b.channels}):
        if a.variants.get(key) == b.variants.get(key):
            continue
        kind = "added" if key not in a.variants else "removed" if key not in b.variants else "changed"
        yield Change("variant", kind, _name(names, key), tuple(words(a.text_for(key), b.text_for(key))))


def _channels(a: Body, b: Body, names: Mapping[int, str]) -> Iterator[Change]:
    for key in sorted({*a.channels} ^ {*b.channels}):
        yield Change("channel", "added" if key in b.channels else "removed", _name(names, key))


def _pictures(a: tuple[Picture, ...], b: tuple[Picture, ...]) -> Iterator[Change]:
    before = {p.media_id: p for p in a}
    after = {p.media_id: p for p in b}
    for number, picture in enumerate(a, 1):
        if picture.media_id not in after:
            yield Change("picture", "removed", str(number), tuple(_flush(picture.alt, "")))
    for number, picture in enumerate(b, 1):
        old = before.get(picture.media_id)
        if old is None:
            yield Change("picture", "added", str(number), tuple(_flush("", picture.alt)))
            continue
        if old.sha256 != picture.sha256:
            yield Change("picture", "changed", str(number))
        if old.alt != picture.alt:
            yield Change("alt", "changed", str(number), tuple(words(old.alt, picture.alt)))
        if old.focus != picture.focus:
            yield Change("crop", "changed", str(number))
    if [k for k in before if k in after] != [k for k in after if k in before]:
        yield Change("order", "changed")


def _film(a: FilmUse | None, b: FilmUse | None) -> Iterator[Change]:
    """The film itself, or what stands around the same one: its words, poster, captions, and the waiver of them."""
    if a is None or b is None or a.sha256 != b.sha256:
        if a != b:
            kind = "added" if a is None else "removed" if b is None else "changed"
            yield Change("film", kind, "", tuple(_flush(a.alt if a else "", b.alt if b else "")))
        return
    if a.alt != b.alt:
        yield Change("film_alt", "changed", "", tuple(words(a.alt, b.alt)))
    if a.poster_sha256 != b.poster_sha256:
        yield Change("poster", "changed")
    before, after = ({one.lang: one.sha256 for one in film.captions} for film in (a, b))
    for lang in sorted({*before, *after}):
        if before.get(lang) != after.get(lang):
            kind = "added" if lang not in before else "removed" if lang not in after else "changed"
            yield Change("captions", kind, lang)
    if (a.waiver, a.reason) != (b.waiver, b.reason):
        kind = "added" if not a.waiver else "removed" if not b.waiver else "changed"
        yield Change("waiver", kind, "", tuple(words(a.reason, b.reason)))


def _evidence(a: tuple[Evidence, ...], b: tuple[Evidence, ...]) -> Iterator[Change]:
    before = {e.url: e for e in a}
    after = {e.url: e for e in b}
    for url, old in before.items():
        if url not in after:
            yield Change("evidence", "removed", old.title or url)
    for url, new in after.items():
        if url not in before:
            yield Change("evidence", "added", new.title or url)
        elif before[url] != new:
            yield Change("evidence", "changed", new.title or url)


def _further(a: Body, b: Body) -> Iterator[Change]:
    """What goes with the post, part by part, and what readers are told of a correction."""
    before, after = ({**dict(body.further.texts()), "correction": body.correction} for body in (a, b))
    for part in sorted({*before, *after}):
        old, new = before.get(part, ""), after.get(part, "")
        if old != new:
            kind = "added" if not old else "removed" if not new else "changed"
            name, _colon, number = part.partition(":")
            yield Change(name, kind, number, tuple(words(old, new)))
    for mark in sorted({*a.further.marks()} ^ {*b.further.marks()}):
        yield Change(mark, "added" if mark in b.further.marks() else "removed")


def _consents(a: Body, b: Body) -> Iterator[Change]:
    """Whose permission is used, by key; another purpose or other information is a change too."""
    before, after = ({use.key: use for use in body.consents} for body in (a, b))
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            kind = "added" if key not in before else "removed" if key not in after else "changed"
            yield Change("consent", kind, f"#{key}")
