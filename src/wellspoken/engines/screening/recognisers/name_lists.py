"""The name lists, read once."""

from wellspoken.engines.screening import wordlists


def _single(name: str) -> frozenset[str]:
    return frozenset(
        w.lower() for values in wordlists.sections(name).values() for entry in values for w in entry.split()
    )


GIVEN = _single("given_names")
FAMILY = _single("family_names")
_CONTEXT = wordlists.sections("name_context")
ORDINARY = frozenset(_CONTEXT["ordinary"])
CUES = frozenset(_CONTEXT["person cues"])
STRONG_CUES = frozenset(
    (
        *("our patient", "my name is", "name is", "pasien kami", "nama saya", "a.n", "atas nama", "bernama"),
        *("pasienten vår", "jeg heter", "navnet er", "navn", "name", "calls for", "owner", "pemilik", "eier"),
        *("belongs to", "registered to", "tilhører", "eies av", "milik", "kepunyaan"),
    )
)
ORGANISATION = frozenset(_CONTEXT["organisation words"])
BEFORE_INSTITUTION = frozenset(_CONTEXT["before institutions"])
PLACES = frozenset(_CONTEXT["places"])
EPONYMS = wordlists.words("eponyms")
_TITLES = wordlists.sections("titles")
STAFF_TITLES = frozenset(t.rstrip(".") for t in _TITLES["staff"])
PERSON_TITLES = frozenset(t.rstrip(".") for t in _TITLES["person"])
KIN = frozenset(_TITLES["kin"])


def is_title(word: str) -> bool:
    """Whether `word` (lower case) is a title or a form of address."""
    return word.rstrip(".") in STAFF_TITLES or word.rstrip(".") in PERSON_TITLES


def never_a_name(word: str) -> bool:
    """Whether `word` (lower case) names a place, an institution, a title or a month rather than a person."""
    return word in ORGANISATION or word in PLACES or (is_title(word) and word not in GIVEN)
