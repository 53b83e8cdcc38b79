"""Loading rules and word lists before the first person types."""

from __future__ import annotations

import logging

from wellspoken.engines.screening import PACKS, Context, Profile
from wellspoken.rooms.compliance import asking, naming

log = logging.getLogger(__name__)

#: one sentence per language the rules are written for, with something for the recognisers to do
_SENTENCES = {
    "en": "Walk with Dr. Ada Ek on 3 May, call 555-0101 or see https://example.org/walk today.",
    "nb": "Gå tur med dr. Ada Ek 3. mai, ring 555-0101 eller se https://example.org/tur i dag.",
    "id": "Jalan bersama dr. Ada Ek 3 Mei, telepon 555-0101 atau lihat https://example.org/jalan hari ini.",
}


def warm() -> None:
    """Make the engines of this process ready. Reads no database; a failure is logged, because screening says it too."""
    try:
        for countries in (("us",), ("no",), ("id",), PACKS):
            profile = Profile.from_mapping({"countries": list(countries)})
            for lang, sentence in _SENTENCES.items():
                asking.engine(profile).screen(Context(sentence, lang=lang, profile=profile))
                naming.rule_names(lang)
            asking.version(profile)
    except Exception:
        log.exception("the checks could not be made ready")
