"""The people room's own part of an erasure: the account, its ways in, and the log's personal text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.services import redact_personal
from wellspoken.rooms.kernel.tally import tally
from wellspoken.rooms.people.erasing import Erasing, Kept, Part, at_erasing, keeps
from wellspoken.rooms.people.models import (
    AccessReview,
    ApiKey,
    Departure,
    DirectoryPerson,
    FeedKey,
    Grant,
    Organisation,
    OutsideAccount,
    SignedIn,
    User,
)

#: rows of the log read at once
STEP = 2000
REASON = "Personal data of an account erased"
_WAYS_IN = (SignedIn, FeedKey, OutsideAccount, ApiKey, EmailAddress, Authenticator, DirectoryPerson, Grant)


def _ways_in(person: User) -> list[QuerySet[Any]]:
    return [*(model._default_manager.filter(user=person) for model in _WAYS_IN), person.directory_groups.all()]


def _close(erasing: Erasing) -> int:
    [number] = tally([_ways_in(erasing.person)])
    erasing.person.directory_groups.clear()
    for model in _WAYS_IN:
        model._default_manager.filter(user=erasing.person).delete()
    return number


def _rename(erasing: Erasing) -> int:
    """The account keeps its number and nothing else."""
    person = User(pk=erasing.person.pk)
    person.set_unusable_password()
    blank: dict[str, Any] = {
        **{"name": erasing.instead, "email": f"erased-{person.pk}@erased.invalid", "password": person.password},
        **{"job": "", "language": "en", "time_zone": "UTC", "theme": "system", "last_login": None},
        **{"is_active": False, "has_second_factor": False},
    }
    return User.objects.filter(pk=person.pk).update(**blank)


def _mentioning(names: tuple[str, ...], person: User) -> Iterator[int]:
    """Keys of log entries whose personal text is about the person, or names them."""
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)
    about = Q(object_kind=User._meta.label_lower, object_id=str(person.pk))
    yield from AuditEntry.objects.filter(about, personal__isnull=False).values_list("pk", flat=True)
    rest = AuditEntry.objects.filter(personal__isnull=False).exclude(about)
    for key, personal in rest.order_by("pk").values_list("pk", "personal").iterator(chunk_size=STEP):
        if wanted.search(json.dumps(personal, ensure_ascii=False)):
            yield key


def _names(person: User) -> tuple[str, ...]:
    return tuple({person.name, person.email} - {""})


def _redact(erasing: Erasing) -> int:
    found = list(_mentioning(erasing.known_as, erasing.person))
    return redact_personal(actor=erasing.actor, entry_ids=found, reason=REASON) if found else 0


def _in_staff(person: User) -> int:
    names = {person.name.casefold()}
    return sum(1 for row in Organisation.objects.all() for one in row.staff if str(one).casefold() in names)


def _out_of_staff(erasing: Erasing) -> int:
    number, name = _in_staff(erasing.person), erasing.person.name.casefold()
    for row in Organisation.objects.all() if number else ():
        left = [one for one in row.staff if str(one).casefold() != name]
        Organisation.objects.filter(pk=row.pk).update(staff=left)
    return number


def _as_actor(person: User) -> list[QuerySet[Any]]:
    told = Q(actor_id=person.actor_id) | Q(object_kind=User._meta.label_lower, object_id=str(person.pk))
    return [AuditEntry.objects.filter(told)]


def _reviews(person: User) -> int:
    """Access reviews in whose signed table the person stands."""
    tables = AccessReview.objects.values_list("by_id", "table").iterator()
    return sum(by == person.pk or any(row.get("account") == person.email for row in table) for by, table in tables)


def _account_words(_n: int) -> str:
    return _("The account: name, e-mail address, job, language, time zone, password")


def _staff_words(_n: int) -> str:
    return _("The name on the list of people who may be named in posts")


at_erasing(
    Part(
        "account",
        _account_words,
        lambda person: [User.objects.filter(pk=person.pk)],
        _rename,
    ),
    Part(
        "ways_in",
        lambda n: (
            ngettext(
                "%(n)d session, key, second factor, role or directory entry",
                "%(n)d sessions, keys, second factors, roles and directory entries",
                n,
            )
            % {"n": n}
        ),
        _ways_in,
        _close,
        tuple(model._meta.label_lower for model in _WAYS_IN),
    ),
    Part(
        "staff",
        _staff_words,
        _in_staff,
        _out_of_staff,
    ),
    Part(
        "log",
        lambda n: (
            ngettext(
                "Personal text in %(n)d entry of the audit log (the chain stays whole)",
                "Personal text in %(n)d entries of the audit log (the chain stays whole)",
                n,
            )
            % {"n": n}
        ),
        lambda person: sum(1 for _key in _mentioning(_names(person), person)),
        _redact,
    ),
)
keeps(
    Kept(
        "log_names",
        lambda n: (
            ngettext(
                "The name beside %(n)d entry of the audit log", "The name beside %(n)d entries of the audit log", n
            )
            % {"n": n}
        ),
        _as_actor,
        gettext_lazy(
            "The log is chained so that nobody can change who did what. It is kept as proof: 45 CFR 164.312(b) and"
            " 164.316(b)(2), six years; GDPR art. 17(3)(b) and (e)."
        ),
    ),
    Kept(
        "departures",
        lambda n: ngettext("%(n)d signed paper of leaving", "%(n)d signed papers of leaving", n) % {"n": n},
        lambda person: [Departure.objects.filter(person=person)],
        gettext_lazy("It proves that access was cut, and its signature covers the name: 45 CFR 164.308(a)(3)(ii)(C)."),
    ),
    Kept(
        "access_reviews",
        lambda n: (
            ngettext("%(n)d access review that was signed off", "%(n)d access reviews that were signed off", n)
            % {"n": n}
        ),
        _reviews,
        gettext_lazy("Whoever signed put their name to exactly this table: 45 CFR 164.308(a)(4), six years."),
    ),
)
