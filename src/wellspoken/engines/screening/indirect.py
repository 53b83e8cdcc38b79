"""People who are not named and can still be recognised: a job, an age, a place, a day and something rare, in care.

A sentence counts when it speaks of one person who is not staff, tells of care or harm that happened, and the sentences
around it give at least one detail (none is needed when it is shown as a case). General advice and statistics do
not count.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.text import Sentence

_MOST = 200


def _list(heading: str) -> Phrases:
    return wordlists.phrases("indirect_grammar", heading)


_TENTATIVE = _list("conditional")
_MODEST = _list("modest")
_CASE = _list("case")
_UNIQUE = _list("unique")
_KIN = _list("kin of")
_RARE = _list("rare")
_WORK = wordlists.phrases("care", "worker")
_PUBLIC = wordlists.phrases("care", "public")
_NUMBERS = _list("numbers")
_VISITING = _list("visiting")
_ODD = _list("odd")
_MOMENT = _list("moment")
_FAREWELL = _list("farewell of")
_INPATIENT = _list("inpatient")
_AT = Pattern(r"\b(?:at|ved|på|outside|near|utenfor|dekat) \p{Lu}\pL+")
_COUNTED = Pattern(r"[0-9]{2} $")  # "134 children" are no single person
_GROUPED = Pattern(r"^[0-9]{1,3}[ .,][0-9]{3}\b")
# Somebody known by office: names are judged by the rules on names.
_OFFICE = Pattern(
    r"\b(?:senator|mayor|governor|congress(?:man|woman)|president|minister|stortingsrepresentant|ordfører|statsråd|"
    r"bupati|gubernur|menteri|wali ?kota|presiden|prof(?:essor)?)\b"
)
_MOURNED = wordlists.phrases("people", "farewell")
_SURGEONS = _list("surgeons")
_OURS = wordlists.phrases("care", "ours")
_SHE = frozenset(("she", "he", "her", "his", "hun", "han", "hennes", "hans", "beliau"))
_SOON = ("relative", "weekday", "holiday", "full")


def recognisable(doc: "Document") -> Iterator[tuple[int, int]]:
    """Where a person who is not named could be recognised; (start, end) of the sentence's person and what follows."""
    if doc.has(_PUBLIC):
        return
    tags = doc.tags
    told = [*tags.spots("one"), *tags.spots("occupation"), *(a.start for a in doc.labelled("AGE"))]
    told += [start for start, _ in doc.find(_NUMBERS) if not _part_of_number(doc, start)]
    told += [start for start, _ in doc.find(_KIN)] + _spoken_of(doc)
    spots = sorted(spot for spot in set(told) if not _COUNTED.search(doc.text[max(0, spot - 5) : spot]))
    judged: set[int] = set()
    for spot in spots[:_MOST]:
        sentence = doc.sentence_at(spot)
        if sentence.start in judged:
            continue
        judged.add(sentence.start)
        if _named(doc, sentence):
            continue
        if _tells(doc, sentence) and _details(doc, sentence) >= (0 if doc.has(_CASE) else 1):
            yield spot, min(sentence.end, spot + 60)


def _part_of_number(doc: "Document", start: int) -> bool:
    """Whether a digit there belongs to a large number written in groups ("2 134", "1.200")."""
    return _GROUPED.search(doc.text[start : start + 8]) is not None or doc.text[max(0, start - 2) : start - 1].isdigit()


def _named(doc: "Document", sentence: "Sentence") -> bool:
    """Whether the sentence is about somebody who is named and no member of staff: other rules judge names."""
    inside = [p for p in doc.labelled("PERSON") if sentence.start <= p.start < sentence.end]
    if inside and _OFFICE.search(doc.lower[sentence.start : sentence.end]):
        return True
    if any(p.kind != "framed" and not doc.subjects.nobody(p) for p in inside):
        return True
    if not doc.has(_MOURNED, sentence.start, sentence.end):
        return False
    others = doc.tags.has("one", sentence.start, sentence.end) or doc.has(_KIN, sentence.start, sentence.end)
    return not others and any(doc.subjects.is_staff(p) for p in inside)


def _spoken_of(doc: "Document") -> list[int]:
    """Words like "she" where nobody is named that they could stand for."""
    if any(p.kind != "framed" for p in doc.labelled("PERSON")) or doc.tags.spots("staff"):
        return []
    return [t.start for t in doc.tokens if t.lower in _SHE]


def _tells(doc: "Document", sentence: "Sentence") -> bool:
    """Whether the sentence, or the next, tells of care or harm that happened, and not of work or of what may "
    "happen."""
    start, end = sentence.start, sentence.end
    if (
        (doc.has(_TENTATIVE, start, end) and not doc.has(_MODEST, start, end))
        or doc.has(_WORK, start, end)
        or doc.has(_VISITING, start, end)
        or _only_staff(doc, start, end)
    ):
        return False
    if doc.has(_CASE) or _happened(doc, start, end):
        return True
    after = doc.sentence_at(min(len(doc.text), end + 1))
    return (
        after.start > start
        and not doc.has(_TENTATIVE, after.start, after.end)
        and _happened(doc, after.start, after.end)
    )


def _happened(doc: "Document", start: int, end: int) -> bool:
    tags = doc.tags
    if tags.has("received", start, end) or tags.has("harm", start, end):
        return True
    if tags.has("clinical", start, end) and (tags.has("body", start, end) or _described(doc, start, end)):
        return True
    if doc.has(_FAREWELL, start, end) or doc.has(_INPATIENT, start, end):
        return True
    if doc.has(_SURGEONS, start, end) and doc.has(_OURS, start, end):
        return True
    if tags.has("setting", start, end) and any(
        start <= d.start < end and d.kind in _SOON for d in doc.labelled("DATE")
    ):
        return not doc.has(_VISITING, start, end)
    return any(tags.has("clinical", spot + 2, spot + 32) for spot in tags.within("gets", start, end))


def _described(doc: "Document", start: int, end: int) -> bool:
    """Whether an age stands with a job: "a 51-year-old beekeeper"."""
    aged = any(start <= a.start < end for a in doc.labelled("AGE"))
    return aged and doc.tags.has("occupation", start, end)


def _only_staff(doc: "Document", start: int, end: int) -> bool:
    """Whether every word for a person stands beside a word for staff ("student nurse", "volunteer driver")."""
    tags = doc.tags
    people = [*tags.within("one", start, end), *tags.within("occupation", start, end)]
    other = doc.has(_KIN, start, end) or any(start <= a.start < end for a in doc.labelled("AGE"))
    return not other and bool(people) and all(tags.has("staff", spot - 12, spot + 22) for spot in people)


def _details(doc: "Document", sentence: "Sentence") -> int:
    """How many things the sentence and its neighbours give away."""
    low = doc.sentence_at(max(0, sentence.start - 2)).start
    high = doc.sentence_at(min(len(doc.text), sentence.end + 1)).end
    tags = doc.tags
    start, end = sentence.start, sentence.end
    count = int(tags.has("occupation", start, end)) + int(doc.has(_KIN, start, end))
    count += any(start <= a.start < end for a in doc.labelled("AGE"))
    count += any(low <= d.start < high and d.kind in _SOON for d in doc.labelled("DATE"))
    count += any(low <= p.start < high for p in doc.labelled("LOCATION")) or _place_after(doc, start, end)
    count += _AT.search(doc.text[start:end]) is not None
    count += 2 * (doc.has(_UNIQUE, start, end) or doc.has(_ODD, start, end)) + doc.has(_MOMENT, low, high)
    count += doc.has(_RARE, low, high) + doc.has(_NUMBERS, start, end)
    return count + int(tags.has("harm", start, end))


def _place_after(doc: "Document", start: int, end: int) -> bool:
    """A capitalised name after "from", "in", "near": small places are in no list."""
    from wellspoken.engines.screening.recognisers.name_lists import ORGANISATION, PLACES
    from wellspoken.engines.screening.recognisers.place import after_prepositions

    names = {e.start for e in doc.entities if e.label in ("DATE", "PERSON")}
    for place in after_prepositions(doc):
        word = doc.lower[place.start : place.end].split()[0]
        known = (
            word in ORGANISATION or word in PLACES or "setting" in doc.tags_of(word) or "clinical" in doc.tags_of(word)
        )
        if start <= place.start < end and place.start not in names and not known:
            return not doc.own.named(doc.text[place.start : place.end])
    return False
