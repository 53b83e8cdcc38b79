"""Runs as people read them: findings as cards in the reader's language, and what was and was not checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from wellspoken.engines.screening import Finding
from wellspoken.rooms.compliance.models import ScreeningRun

Card = dict[str, Any]
_ORDER = {"block": 0, "review": 1, "advise": 2}


def fingerprint(finding: Mapping[str, Any], key: str = "") -> str:
    """32 hex digits that name a finding: its rule, where it is (`ChannelScreening.key`) and the words matched.

    The same words at another place in the same text keep the fingerprint, so typing before them changes nothing.
    """
    parts = "\x1f".join((str(finding["rule"]), key, " ".join(str(finding.get("quote", "")).split()).casefold()))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def folded(findings: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Findings that say the same of the same words as one: the leading one, and those that it speaks for."""
    rows: list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]] = []
    followers = []
    for finding in findings:
        if finding.get("same_as"):
            followers.append(finding)
        else:
            rows.append((finding, []))
    for finding in followers:
        led = next((also for lead, also in rows if _leads(lead, finding)), None)
        if led is None:
            rows.append((finding, []))
        else:
            led.append(finding)
    return rows


def _leads(lead: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    """Whether `lead` is of the rule in `same_as`, weighs as much, and one lies inside the other."""
    if lead["rule"] != finding["same_as"] or lead["severity"] != finding["severity"]:
        return False
    inside = lead["start"] <= finding["start"] and finding["end"] <= lead["end"]
    return bool(inside or (finding["start"] <= lead["start"] and lead["end"] <= finding["end"]))


def cards(run: ScreeningRun, lang: str, key: str = "") -> list[Card]:
    """The findings in `lang`, stops first, then in the order of the text.

    Each: id (fingerprint), rule, family, severity, start, end (code points), title, message, advice, citation,
    quote, fix ({start, end, replacement, label} or None) and also (fingerprints of findings that say the same of the
    same words and have no card of their own).
    """
    found = sorted(folded(run.findings), key=lambda p: (_ORDER.get(p[0]["severity"], 0), p[0]["start"], p[0]["end"]))
    return [
        {**_card(finding, lang, key), "also": [fingerprint(other, key) for other in also]} for finding, also in found
    ]


def _card(finding: Mapping[str, Any], lang: str, key: str) -> Card:
    card: Card = {name: finding[name] for name in ("rule", "family", "severity", "start", "end", "citation")}
    card |= {"id": fingerprint(finding, key), "quote": finding.get("quote", ""), "fix": None}
    card["picture"] = finding.get("picture", "")
    if "ref" not in finding:
        return card | _could_not(lang)
    whole = Finding.from_json(finding)
    said = whole.say(lang)
    if whole.fix is not None:
        fix = whole.fix
        card["fix"] = {"start": fix.start, "end": fix.end, "replacement": fix.replacement, "label": said.fix_label}
    return card | {"title": said.title, "message": said.message, "advice": said.advice}


def _could_not(lang: str) -> dict[str, str]:
    with translation.override(lang):
        return {
            "title": _("This could not be checked"),
            "message": _("The checks stopped before they were done, so nothing is known about this text."),
            "advice": _("Wait a minute and check again. If it stays, tell your administrator."),
        }


def counts(found: list[Card]) -> dict[str, int]:
    """How many of each severity, in the order block, review, advise."""
    return {level: sum(1 for card in found if card["severity"] == level) for level in _ORDER}


def not_checked(run: ScreeningRun) -> list[str]:
    """Rules that could have concerned this text but did not run; rules of other places are left out."""
    quiet = {"pack not chosen", "audience in another country", "other surface", "other direction"}
    quiet |= {"other kind of organisation"}
    return [item["rule"] for item in run.not_checked if item["why"] not in quiet]
