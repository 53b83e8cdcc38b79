"""The text a person reads before they sign, in their language: made once, then kept as it was.

Every element and statement of 45 CFR 164.508(c)(1)-(4), GDPR art. 7 and 9(2)(a), UU 27/2022 Pasal 20-25. Our own words;
an organisation's lawyer should read them before they are used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wellspoken.engines.screening.packs import all_packs
from wellspoken.rooms.consents.elements import INFORMATION, PURPOSES, Content

#: counts up when the wording of `parts` changes in meaning
VERSION = "2026-1"


@dataclass(frozen=True, slots=True)
class About:
    """Who asks: the organisation's name, the team's country (lower-case ISO 3166), where to write, channels' names."""

    organisation: str
    country: str
    write_to: str
    channels: Sequence[str]


def shown(content: Content, about: About) -> dict[str, Any]:
    """The text as it will be kept: {"version", "lang", "parts": [{"title", "lines"}]}, in the consent's language."""
    with translation.override(content.terms.language):
        parts = [
            {"title": _("What you are asked"), "lines": _asked(content, about)},
            {"title": _("What may be told or shown"), "lines": _information(content)},
            {"title": _("Who may publish it, and who may see it"), "lines": _parties(content)},
            {"title": _("What for"), "lines": _each(PURPOSES, content.terms.purposes)},
            {"title": _("Where"), "lines": list(about.channels)},
            {"title": _("How long"), "lines": _ends(content)},
            {"title": _("What you can rely on"), "lines": _rights(content, about)},
        ]
    return {"version": VERSION, "lang": content.terms.language, "parts": parts}


def in_europe(country: str) -> bool:
    """Whether the GDPR counts there (lower-case ISO 3166)."""
    return country in all_packs()["eu"].countries


def digest(text: dict[str, Any]) -> str:
    """SHA-256 of what is shown: a signature names it."""
    form = json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(form.encode()).hexdigest()


def _each(words: Any, codes: Sequence[str]) -> list[str]:
    return [str(words[code]) for code in words if code in codes]


def _asked(content: Content, about: About) -> list[str]:
    facts, terms = content.facts, content.terms
    named = {"name": facts.name, "organisation": about.organisation, "signer": facts.signer, "why": facts.relation}
    if terms.authority == "self":
        lines = [_("%(organisation)s asks you, %(name)s, whether it may tell or show the following.") % named]
    else:
        lines = [_("%(organisation)s asks whether it may tell or show the following about %(name)s.") % named]
        lines.append(_("%(signer)s answers for %(name)s: %(why)s.") % named)
    if terms.assent == "yes":
        lines.append(_("%(name)s was asked too and agrees.") % named)
    if facts.paid:
        lines.append(_("%(organisation)s is paid for this by %(who)s.") % {**named, "who": facts.paid_by})
    return lines


def _information(content: Content) -> list[str]:
    return [*_each(INFORMATION, content.terms.information), content.facts.details, _("Nothing else.")]


def _parties(content: Content) -> list[str]:
    said = {"who": content.terms.discloser, "audience": content.terms.audience}
    return [_("It may be published by: %(who)s.") % said, _("It may be seen by: %(audience)s.") % said]


def _ends(content: Content) -> list[str]:
    lines = []
    if content.terms.expires_on is not None:
        lines.append(_("The consent ends after %(day)s.") % {"day": date_format(content.terms.expires_on, "j F Y")})
    if content.facts.event:
        lines.append(_("The consent ends when this happens: %(event)s.") % {"event": content.facts.event})
    return lines


def _rights(content: Content, about: About) -> list[str]:
    lines = [
        _("You decide freely. Your care, your payments and your rights as a patient do not depend on your answer."),
        _("You may take your consent back at any time, without a reason, with the private link you were given.")
        + " "
        + _("Or write to: %(where)s.") % {"where": about.write_to},
        _("We then stop using it and take down what we published. What was lawful until then stays so."),
        _("What is public can be copied and passed on by others, and the law may not protect it then.")
        + " "
        + _("We cannot call back copies that others have made."),
        _("You get a copy of what you sign, and you can read it again with the private link."),
    ]
    if content.terms.staff_patient:
        lines.append(_("You work here too: your answer has no effect on your job, and you may ask a third party."))
    return [*lines, *_of_country(about.country)]


def _of_country(country: str) -> list[str]:
    if country == "us":
        return [_("This is an authorization under the privacy rules of HIPAA (45 CFR 164.508).")]
    if country == "id":
        return [
            _("This is a consent under Law 27 of 2022 on personal data: use ends within 3 x 24 hours of withdrawal."),
            _("You may ask what we hold about you, have it corrected or erased, and complain to the authority."),
        ]
    if in_europe(country):
        return [
            _("This is your explicit consent to the use of health data (GDPR article 9)."),
            _("You may ask what we hold about you, have it corrected or erased, and complain to the authority."),
        ]
    return []
