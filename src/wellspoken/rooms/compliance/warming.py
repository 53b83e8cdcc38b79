"""Loading rules and word lists before the first person types."""

from __future__ import annotations

import logging

from wellspoken.engines.screening import PACKS, Context, Profile
from wellspoken.rooms.compliance import asking, naming

log = logging.getLogger(__name__)

#: a story per language the rules are written for, with something for most recognisers to do
_STORIES = {
    "en": (
        "Yesterday our patient Bo Ek, 93, came back to ward 4 to thank nurse Ada Ek for her care. The treatment cures "
        "heart failure; call 555-0101, write to press@example.org or see https://example.org/walk on 3 May. #walkwithus"
    ),
    "nb": (
        "I går kom pasienten Bo Ek, 93 år, tilbake til avdeling 4 for å takke sykepleier Ada Ek. Behandlingen kurerer "
        "hjertesvikt; ring 555-0101, skriv til post@example.org eller se https://example.org/tur 3. mai. #gåmedoss"
    ),
    "id": (
        "Kemarin pasien kami Bo Ek, 93 tahun, kembali ke bangsal 4 untuk berterima kasih kepada perawat Ada Ek. Terapi "
        "ini menyembuhkan gagal jantung; telepon 555-0101 atau lihat https://example.org/jalan 3 Mei. #jalanbersama"
    ),
}


def warm() -> None:
    """Make the engines of this process ready. Reads no database; a failure is logged, because screening says it too."""
    try:
        for countries in (("us",), ("no",), ("id",), PACKS):
            profile = Profile.from_mapping({"countries": list(countries)})
            for lang, story in _STORIES.items():
                asking.engine(profile).screen(Context(story, lang=lang, profile=profile))
                naming.rule_names(lang)
            asking.version(profile)
    except Exception:
        log.exception("the checks could not be made ready")
