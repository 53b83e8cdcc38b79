"""The parts of an authorization: what may be ticked, and what the law asks to be there. Pure: no database.

Sources: 45 CFR 164.508(c)(1)-(4), 164.502(f)-(g); GDPR art. 4(11), 7, 9(2)(a); UU 27/2022 Pasal 20-25.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ADULT = 18

AUTHORITIES: Mapping[str, Any] = {
    "self": _("The person themselves"),
    "guardian": _("A parent or guardian, for a child"),
    "representative": _("A legal representative, for somebody who cannot decide themselves"),
    "next_of_kin": _("The executor or next of kin, for somebody who has died"),
}
INFORMATION: Mapping[str, Any] = {
    "story": _("Their story, in our words"),
    "quote": _("Their own words"),
    "name": _("Their name"),
    "picture": _("Pictures of them"),
    "voice": _("Film or recordings of their voice"),
    "condition": _("Their illness or injury"),
    "treatment": _("Their treatment and how it went"),
    "age": _("Their age"),
    "place": _("Where they live or come from"),
}
PURPOSES: Mapping[str, Any] = {
    "health": _("To inform people about health"),
    "hospital": _("To show what the hospital does"),
    "fundraising": _("To raise money"),
    "recruiting": _("To find new colleagues"),
    "teaching": _("To teach and train"),
    "thanks": _("To thank staff or donors"),
}
ASSENTS: Mapping[str, Any] = {
    "yes": pgettext_lazy("a child's own agreement", "The child agrees"),
    "no": pgettext_lazy("a child's own agreement", "The child does not agree"),
    "too_young": pgettext_lazy("a child's own agreement", "The child is too young to be asked"),
}
#: what is missing -> what to do, as a whole sentence
MISSING: Mapping[str, Any] = {
    "name": _("Say whose consent this is."),
    "born": _("Say in which year the person was born, so that we know whether they are a child."),
    "signer": _("Say who signs for the person, and why they may."),
    "child": _("The person is a child, so a parent or guardian signs."),
    "assent": _("Ask the child too, and note the answer."),
    "assent_no": _("The child does not agree, so this cannot be used."),
    "dead": _("The person has died, so the executor or next of kin signs."),
    "information": _("Tick what may be told or shown."),
    "details": _("Describe exactly what may be told or shown: which story, which pictures, which year."),
    "discloser": _("Say who may publish it."),
    "audience": _("Say who may see it."),
    "purposes": _("Tick at least one purpose."),
    "channels": _("Tick at least one channel."),
    "ends": _("Say when the consent ends: a day or an event."),
    "over": _("The last day of the consent has passed. Choose a later one."),
    "paid": _("Say who pays for it."),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What names or describes the person: kept sealed. `born` is a year or 0; `event` ends the consent when it happens.

    `signer` and `relation` are of whoever signs for the person; `staff` notes what it means that they work here;
    `paid_by` is who pays the organisation for it; `witness` may be empty.
    """

    name: str = ""
    born: int = 0
    died: bool = False
    signer: str = ""
    relation: str = ""
    details: str = ""
    event: str = ""
    paid: bool = False
    paid_by: str = ""
    staff: str = ""
    witness: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values for the sealed column."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Facts:
        """Read what `to_json` wrote; unknown names are left out."""
        return cls(**{f.name: value[f.name] for f in fields(cls) if f.name in value})


@dataclass(frozen=True, slots=True)
class Terms:
    """What may be done, where, why and how long; nothing here names the person. `channels` are keys of channels."""

    authority: str = "self"
    assent: str = ""
    staff_patient: bool = False
    information: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    channels: tuple[int, ...] = ()
    discloser: str = ""
    audience: str = ""
    expires_on: date | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Content:
    """A whole authorization as written: what is sealed and what is not."""

    facts: Facts = field(default_factory=Facts)
    terms: Terms = field(default_factory=Terms)


def is_child(born: int, today: date) -> bool:
    """Whether somebody born in that year may still be under 18: the later birthday is assumed. Unknown: no."""
    return born > 0 and today.year - born <= ADULT


def of_age_from(born: int) -> int:
    """The first year in which somebody born then is 18 on every day of it."""
    return born + ADULT + 1


def missing(content: Content, today: date) -> list[str]:
    """Codes of what still has to be said before anybody can sign; in the order of the form."""
    facts, terms = content.facts, content.terms
    checks = {
        "name": not facts.name,
        "born": not facts.born,
        "signer": terms.authority != "self" and not (facts.signer and facts.relation),
        **_who(facts, terms, today),
        "information": not terms.information,
        "details": len(facts.details) < 10,
        "discloser": not terms.discloser,
        "audience": not terms.audience,
        "purposes": not terms.purposes,
        "channels": not terms.channels,
        "ends": terms.expires_on is None and not facts.event,
        "over": terms.expires_on is not None and terms.expires_on < today,
        "paid": facts.paid and not facts.paid_by,
    }
    return [code for code, gone in checks.items() if gone]


def _who(facts: Facts, terms: Terms, today: date) -> dict[str, bool]:
    """Whether the right person signs (45 CFR 164.502(f) and (g))."""
    child = is_child(facts.born, today) and not facts.died
    return {
        "child": child and terms.authority in {"self", "next_of_kin"},
        "assent": child and not terms.assent,
        "assent_no": child and terms.assent == "no",
        "dead": facts.died and terms.authority not in {"next_of_kin", "representative"},
    }
