"""Chooses the few questions that a text calls for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wellspoken.engines.screening.finding import Asked
from wellspoken.engines.screening.register.questions import QUESTIONS

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

#: a longer list is not read
MOST = 5
_NOT_HERE = frozenset(("alt_text", "profile"))


def asked(doc: "Document", overrides: Mapping[str, str] | None = None) -> tuple[Asked, ...]:
    """At most `MOST` questions, the most important first; those that must be answered before those that may.

    Nothing is asked about what the public wrote. `overrides` maps ids to "off" to leave a question out.
    """
    if doc.incoming or doc.ctx.surface in _NOT_HERE:
        return ()
    off = {rule for rule, level in (overrides or {}).items() if level == "off"}
    fitting = [q for q in QUESTIONS if q.id not in off and q.fits(doc)]
    fitting.sort(key=lambda q: not q.required)
    return tuple(
        Asked(q.id, q.competence, q.good, q.required, q.citation_for(doc.countries), q.covers) for q in fitting[:MOST]
    )
