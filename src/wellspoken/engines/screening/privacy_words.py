"""What gives people in care away in words that mean it only together (lexicon/privacy.txt, answers.txt)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import together

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_SAFE = wordlists.phrases("replies", "safe")
_ANSWERS = frozenset(("confirm", "deny", "praise", "rebut", "advise"))


def told(doc: "Document", *kinds: str) -> Iterator[tuple[int, int]]:
    """Where combinations of these kinds stand in `doc`; sentences that refuse to discuss care are left out.

    The kinds are all of answers.txt or all of privacy.txt.
    """
    for found in together(doc, "answers" if _ANSWERS.issuperset(kinds) else "privacy", doc.reads):
        if found.name in kinds:
            sentence = doc.sentence_at(found.start)
            if not doc.has(_SAFE, sentence.start, sentence.end):
                yield found.start, found.end
