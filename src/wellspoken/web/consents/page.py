"""One consent as its page draws it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.presenting import sentence
from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.consents import access, clocks, selectors
from wellspoken.rooms.consents.audit import SIGNED_HOW, WITHDRAWN_HOW
from wellspoken.rooms.consents.elements import ASSENTS, AUTHORITIES, INFORMATION, PURPOSES
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.people.models import User
from wellspoken.web.consents import using, words
from wellspoken.web.consents.forms import EventForm, HoldForm

#: who looked is told apart from what happened
READ = frozenset({"consent.read", "consent.signature_read"})


def shown(request: HttpRequest, user: User, consent: Authorization, **more: Any) -> HttpResponse:
    """Draw the page; `more` are forms that were not taken, and `status`."""
    status = more.pop("status", 200)
    return render(request, "consents/consent.html", {**context(user, consent), **more}, status=status)


def context(user: User, consent: Authorization) -> dict[str, Any]:
    """Everything the template draws. The log keeps that this person read it."""
    facts = access.read_record(actor=user, consent=consent)
    outlook, standing = selectors.outlook(consent), selectors.standing_of(consent)
    word, tone = words.STANDINGS[standing]
    told = selectors.life_of(consent)
    return {
        "consent": consent,
        "facts": facts,
        "standing": standing,
        "word": word,
        "tone": tone,
        "lacks": [(words.LACKS[code], words.WHERE.get(code, "")) for code in outlook.missing],
        "ready": outlook.missing == ["signature"],
        "wanting": [words.LACKS[code] for code in outlook.wanting],
        "authority": AUTHORITIES[consent.authority],
        "assent": ASSENTS.get(consent.assent, ""),
        "information": [INFORMATION[code] for code in consent.information],
        "purposes": [PURPOSES[code] for code in consent.purposes],
        "channels": channels(consent),
        "signed_how": SIGNED_HOW.get(consent.signed_how, ""),
        "withdrawn_how": WITHDRAWN_HOW.get(consent.withdrawn_how, ""),
        "used": using.used(user, consent, by_hand=False),
        "link": selectors.open_link_of(consent) if consent.state == "offered" else None,
        "life": [life(entry) for entry in told if entry.action not in READ],
        "reads": [life(entry) for entry in told if entry.action in READ],
        "keep": clocks.deletable_from(consent),
        "hold_form": HoldForm(),
        "event_form": EventForm(),
    }


def channels(consent: Authorization) -> list[str]:
    """The channels it names, by name."""
    rows = Channel.objects.filter(pk__in=consent.channels).defer("secrets").order_by("network", "name")
    return [f"{row.name} ({measures.network_name(row.network)})" for row in rows]


def life(entry: AuditEntry) -> dict[str, Any]:
    """One line of the timeline, with what was said as far as it was kept."""
    personal = entry.personal or {}
    return {"at": entry.at, "said": sentence(entry), "why": personal.get("note") or personal.get("reason") or ""}
