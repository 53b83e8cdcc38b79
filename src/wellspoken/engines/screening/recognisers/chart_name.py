"""Names as charts, boards, greetings and hashtags write them, which no list needs to know.

kind: board (a row of a list or a chart), initials ("J.T., 34"), cued (after "patient" or a
greeting), tag (#PrayForAnnBerg).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import re2

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.framed import unusual as _unusual
from wellspoken.engines.screening.recognisers.name_lists import EPONYMS, GIVEN, ORDINARY, never_a_name
from wellspoken.engines.text import SMALL_WORDS

_ONLY_GIVEN = GIVEN - ORDINARY
_NAME = r"\p{Lu}[\p{Ll}'\-]+(?:-\p{Lu}\p{Ll}+)?"
_FULL = rf"{_NAME}(?: (?:\p{{Lu}}\.|{_NAME})){{0,3}}"
_BESIDE_ROOM = Pattern(rf"(?:^|[^\pL\pN])({_FULL})[,:]? (?i:rm|room|bed|kmr|kamar|rom|seng|bay)\.? ?[0-9]{{1,4}}\b")
_AFTER_ROOM = Pattern(rf"\b(?i:rm|room|bed|kmr|kamar|rom|seng|bay)\.? ?[0-9]{{1,4}}[A-Da-d]?[:,]? ({_FULL})")
_CAPITALS = Pattern(
    r"(?:^|[^\pL\pN])(\p{Lu}{2,}(?:['\-]\p{Lu}{2,})?, ?\p{Lu}{2,}(?: \p{Lu}{1,12}\.?)?)[ ,;:|(]{1,3}"
    r"(?i:dob|mrn|ssn|f\.|født|fnr|lahir|tgl|nik|no\.? ?rm|bpjs|age|alder|usia|rm|room|bed)\b"
)
_INITIALS = Pattern(
    r"(?:^|[^\pL\pN.])((?:\p{Lu}\.[ ]?){2,3})[,]? ?(?:\(|is |er |was |var |age |aged |usia )?[0-9]{1,3}\b"
)
_DICOM = Pattern(r"(?:^|[^\pL\pN])(\p{Lu}{2,}\^\p{Lu}{2,}(?:\^\p{Lu}+)?)")
_CAPITALS_DATED = Pattern(
    r"(?:^|[^\pL\pN])(\p{Lu}{3,} \p{Lu}{3,}(?: \p{Lu}{1,12})?)[ ,]{1,2}[0-9]{1,4}[./\-][0-9]{1,2}[./\-][0-9]{2,4}\b"
)
_AGED = Pattern(rf"(?:^|[^\pL\pN])({_FULL}) \([0-9]{{1,3}}(?: år| tahun| th| years?| yo)?[,)]")
_SURNAMED = Pattern(r"(?:^|[^\pL\pN.])(\p{Lu}\. ?\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?)")
_CALLED = Pattern(
    rf"(?:\b|^)(?i:patient|pasienten|pasient|pasien|px|klien|client)(?i: named| called| bernama| ved navn| kami|"
    rf" vår| ours)?[ :]{{1,2}}({_FULL})"
)
_GREETED = Pattern(
    rf"(?:^|[.!?\n] ?)(?i:hi|hiya|hello|hey|dear|good (?:morning|afternoon|evening)|morning|hei|heisann|hallo|kjære|"
    rf"god (?:morgen|dag|kveld|ettermiddag)|halo|hai|selamat (?:pagi|siang|sore|malam)|good news|great news|reminder|"
    rf"påminnelse|"
    rf"pengingat|"
    rf"congratulations|congrats|gratulerer|selamat|get well soon|god bedring)(?i: there| kak| bu| pak| bapak| ibu|"
    rf" mbak| mas| bunda)?[,:]? "
    rf"({_FULL})(?:[,!]| has| your| har| din)"
)
# three branches of whole alphabets: more states than the usual memory holds, and without room it would be slow
_ROOMY = re2.Options()
_ROOMY.max_mem = 64 << 20
_KIN = Pattern(
    rf"({_NAME})'s (?i:parents|mom|mum|dad|mother|father|family|wife|husband|son|daughter|brother|sister|grandma|"
    rf"grandpa)\b"
    rf"|(?i:foreldrene|mammaen|pappaen|moren|faren|familien|kona|mannen|søsteren|broren|bestemoren) til ({_FULL})"
    rf"|(?i:orang tua|ibunda|ayahanda) ({_FULL})",
    _ROOMY,
)
_FAMILY_OF = Pattern(rf"\b(?:[Tt]he ({_NAME}) family|[Ff]amilien ({_NAME}))")
# "a monitor showing the name Agatha Fenn", "papan bertuliskan nama Agata"
_LABELLED = Pattern(rf"\b(?i:name|names|navnet|navn|navnene|nama)(?: is| er|:)? ({_FULL})")
# "owner@example.org: Oman, kemo mulai 13/7": a name between an address and what is known of its owner
_ADDRESSED = Pattern(rf"(?:@[a-zA-Z0-9.\-]+|[0-9]{{4}}): ({_FULL}), \p{{Ll}}")
# "its Dev, hosp no", "Marit her": how people sign what they write
_SIGNED = Pattern(
    rf"(?:^|[.!?,\n] ?)(?i:hi |hiya |hei |hey |hello |halo |hai |min |admin )?"
    rf"(?i:it's|its|this is|i'm|im|det er|dette er|"
    rf"jeg er|ini|saya|aku)"
    rf" ({_FULL})(?: here| her| di sini)?,"
)
_INITIALS_ALONE = Pattern(
    rf"(?:^|[^\pL\pN.])((?:\p{{Lu}}\.){{2,3}}|{_NAME} \p{{Lu}}\.)"
    rf"(?: (?i:on|in|from|at|på|i|fra|hos|di|dari) |,? [0-9]{{6,}}|"
    rf",? (?:\()?(?i:ward|room|bed|bay|rom|seng|post|bangsal|kamar|ruang|dob|mrn|nhs|nik|bpjs|f\.|født|born|lahir))"
)
_REVERSED_INITIAL = Pattern(rf"(?:^|[^\pL])({_NAME}, \p{{Lu}}\.)(?: ?\(| \p{{Ll}}| [0-9]|, [0-9])")
_TAG = Pattern(r"#((?:\p{Lu}\p{Ll}+){2,7})")
_PART = Pattern(r"\p{Lu}\p{Ll}+")
_TAG_CUES = frozenset(
    [
        "team",
        "pray",
        "prayers",
        "praying",
        "for",
        "strong",
        "heia",
        "semangat",
        "doa",
        "untuk",
        "bantu",
        "save",
        "help",
        "support",
        "fight",
        "fights",
        "fighting",
        "army",
        "warrior",
        "getwell",
        "justice",
        "stand",
        "with",
        "hero",
        "miracle",
        "journey",
        "tribe",
        "squad",
        "peduli",
        "save",
        "lawan",
        "kamp",
        "støtt",
    ]
)


# "blood type O. Come in": a letter that ends a sentence is no initial.
_LETTERED = Pattern(
    r"\b(?:gol(?:ongan)?|darah|types?|blodtype|groups?|gruppe|vitamins?|hepatitis|influen[sz]a|class|kelas|gate|ward|lot|"
    r"ramp|(?:parkerings)?plass|area|building|gedung|blok|block|plan|hall|room|ruang|option|grade|wing|fløy)\.? $"
)


def _lettered(view: View, start: int) -> bool:
    """Whether the word before says that a single letter names a thing."""
    return _LETTERED.search(view.lower[max(0, start - 24) : start]) is not None


def find(view: View) -> Iterator[Entity]:
    """PERSON entities."""
    if view.has_digits:
        for pattern, kind in (
            (_BESIDE_ROOM, "board"),
            (_AFTER_ROOM, "board"),
            (_CAPITALS, "board"),
            (_INITIALS, "initials"),
            (_CAPITALS_DATED, "board"),
            (_AGED, "cued"),
        ):
            yield from _checked(view, pattern, kind, 0.75)
    for pattern in (_CALLED, _GREETED):
        yield from _checked(view, pattern, "cued", 0.7)
    yield from _signed(view)
    for pattern, title in ((_KIN, "kin"), (_FAMILY_OF, "")):
        for entity in _checked(view, pattern, "cued", 0.7):
            yield replace(entity, title=title)
    if "^" in view.text:
        yield from _checked(view, _DICOM, "board", 0.9)
    if "#" in view.text:
        yield from _tags(view)


def _signed(view: View) -> Iterator[Entity]:
    """Names after an address, in how somebody signs, and with initials."""
    if "na" in view.lower:
        yield from (e for e in _checked(view, _LABELLED, "board", 0.6) if _unusual(view, e.start, e.end))
    if ": " in view.text:
        yield from _checked(view, _ADDRESSED, "cued", 0.65)
    if "," in view.text:
        yield from (e for e in _checked(view, _SIGNED, "cued", 0.65) if _unusual(view, e.start, e.end))
    if "." in view.text:
        yield from (e for e in _checked(view, _INITIALS_ALONE, "initials", 0.65) if not _lettered(view, e.start))
        yield from (
            e
            for e in _checked(view, _REVERSED_INITIAL, "initials", 0.7)
            if _unusual(view, e.start, view.text.index(",", e.start))
        )
        yield from (e for e in _checked(view, _SURNAMED, "initials", 0.6) if not _lettered(view, e.start))


def _checked(view: View, pattern: Any, kind: str, score: float) -> Iterator[Entity]:
    """Matches whose words can all be of a name."""
    for match in pattern.finditer(view.text):
        start, end = next(match.span(g) for g in range(1, pattern.groups + 1) if match.span(g)[0] >= 0)
        end = start + len(view.text[start:end].rstrip())
        words = view.lower[start:end].replace(",", " ").replace(".", " ").replace("^", " ").split()
        if words and not any(map(_no_name, words)):
            yield Entity(start, end, "PERSON", kind, score)


def _no_name(word: str) -> bool:
    return never_a_name(word) or word in SMALL_WORDS or word in EPONYMS or word in _common()


def _common() -> frozenset[str]:
    return wordlists.words("tag_words")


def _tags(view: View) -> Iterator[Entity]:
    """Hashtags of a cue and two or more words that nobody uses in campaigns, or one known given name."""
    for match in _TAG.finditer(view.text):
        parts = [p.lower() for p in _PART.findall(match.group(1))]
        rest = [p for p in parts if p not in _TAG_CUES]
        if len(rest) == len(parts) or any(_no_name(p) for p in rest):
            continue
        if len(rest) in (2, 3) or (len(rest) == 1 and rest[0] in _ONLY_GIVEN):
            yield spot(match.span(1), "PERSON", "tag", 0.7)
