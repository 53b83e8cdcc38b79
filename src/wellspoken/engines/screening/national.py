"""Places found by the lists of one country (lexicon/norway.txt, lexicon/indonesia.txt) in a text that promotes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening.combos import Found, together

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document


def said(doc: "Document", country: str, *names: str) -> Iterator[Found]:
    """What the combinations `names` of a country's list find, in order; `country` is norway or indonesia."""
    found = [f for f in together(doc, country, doc.reads) if f.name in names]
    yield from sorted(found, key=lambda f: (f.start, -f.end))


def promoted(doc: "Document", country: str, *names: str) -> Iterator[Found]:
    """The same in texts that promote: not in answers, warnings, corrections or texts for professionals."""
    if doc.talking or doc.promotion.innocent or doc.ctx.profile.audience == "professionals":
        return
    yield from said(doc, country, *names)
