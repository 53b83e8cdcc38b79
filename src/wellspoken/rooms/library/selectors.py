"""Reads of the library room."""

from __future__ import annotations

from django.db.models import Q

from wellspoken.rooms.library.models import Source
from wellspoken.rooms.people.models import Team


def sources_for(team: Team, words: str = "", most: int = 50) -> list[Source]:
    """A team's sources by title; `words` must all occur in title, publisher or address."""
    found = Source.objects.filter(team=team)
    for word in words.split()[:10]:
        found = found.filter(Q(title__icontains=word) | Q(publisher__icontains=word) | Q(url__icontains=word))
    return list(found[:most])
