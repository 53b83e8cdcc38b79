"""The review room's part when personal data is erased: the name in comments, days away, what somebody looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from wellspoken.rooms.kernel.tally import tally
from wellspoken.rooms.people.erasing import Erasing, Part, at_erasing
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.models import Absence, Comment, Competence, Deputy, Look, Mention

_OWN = (Absence, Competence, Look, Mention)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in names if name), re.IGNORECASE)


def _naming(pattern: re.Pattern[str]) -> list[Comment]:
    """Comments in whose words somebody is named, whoever wrote them. Compared here: databases fold only ASCII alike."""
    rows = Comment.objects.only("pk", "text").order_by("pk").iterator(chunk_size=2000)
    return [row for row in rows if pattern.search(row.text)]


def _rename(erasing: Erasing) -> int:
    """The other name stands in the comments' words; everything else of them stays."""
    pattern = _pattern(erasing.known_as)
    rows = _naming(pattern)
    for row in rows:
        row.text = pattern.sub(lambda _found: erasing.instead, row.text)
    Comment.objects.bulk_update(rows, ["text"], batch_size=500)
    return len(rows)


def _rows(person: User) -> list[QuerySet[Any]]:
    own: list[QuerySet[Any]] = [model._default_manager.filter(user=person) for model in _OWN]
    return [*own, Deputy.objects.filter(Q(user=person) | Q(person=person))]


def _delete(erasing: Erasing) -> int:
    [number] = tally([_rows(erasing.person)])
    for model in _OWN:
        model._default_manager.filter(user=erasing.person).delete()
    Deputy.objects.filter(Q(user=erasing.person) | Q(person=erasing.person)).delete()
    return number


at_erasing(
    Part(
        "comments",
        lambda n: (
            ngettext("The name in the words of %(n)d comment", "The name in the words of %(n)d comments", n) % {"n": n}
        ),
        lambda person: len(_naming(_pattern((person.name, person.email)))),
        _rename,
    ),
    Part(
        "review_notes",
        lambda n: (
            ngettext(
                "%(n)d note of days away, training, deputies, and what they looked at or were asked to",
                "%(n)d notes of days away, training, deputies, and what they looked at or were asked to",
                n,
            )
            % {"n": n}
        ),
        _rows,
        _delete,
        tuple(model._meta.label_lower for model in (*_OWN, Deputy)),
    ),
)
