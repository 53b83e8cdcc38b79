"""What an organisation says is never patient data: names, numbers, addresses and other words, each with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wellspoken.engines.screening.finding import Finding
from wellspoken.engines.screening.locked import LOCKED
from wellspoken.engines.screening.profile import Profile
from wellspoken.engines.text import normalise

#: kind of exemption -> the field of the profile that holds such things
_FIELDS = {
    "person": "staff",
    "name": "names",
    "phone": "phones",
    "email": "emails",
    "address": "addresses",
    "handle": "handles",
    "domain": "domains",
}
KINDS = (*_FIELDS, "words")


@dataclass(frozen=True, slots=True)
class Exempt:
    """One exemption: `kind` is of KINDS; `words` means exactly these words, whatever they look like."""

    kind: str
    value: str


def joined(profile: Profile, exempt: Iterable[Exempt]) -> Profile:
    """The profile with the exemptions among what is the organisation's own."""
    more: dict[str, tuple[str, ...]] = {}
    for item in exempt:
        field = _FIELDS.get(item.kind)
        if field:
            more[field] = (*more.get(field, getattr(profile, field)), item.value)
    return replace(profile, **more) if more else profile  # type: ignore[arg-type]


def spared(findings: Iterable[Finding], text: str, exempt: Iterable[Exempt]) -> list[Finding]:
    """The findings without those privacy findings whose words are exempt; locked rules are never silenced."""
    kept = list(findings)
    words = {_same(item.value) for item in exempt if item.kind == "words"}
    if not words:
        return kept
    about = {id(f): f.words if f.picture else text[f.start : f.end] for f in kept}
    return [f for f in kept if f.family != "privacy" or f.rule in LOCKED or _same(about[id(f)]) not in words]


def _same(text: str) -> str:
    return " ".join(normalise(text).text.casefold().split())
