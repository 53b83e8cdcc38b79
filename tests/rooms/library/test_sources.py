"""Sources that posts lean on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.library import access, selectors, services
from wellspoken.rooms.library.models import Source
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Right, Role

pytestmark = pytest.mark.django_db
URL = "https://www.example.org/flu?x=1"


def add(team: object, actor: object, **more: object) -> Source:
    values = {"url": URL, "title": "Flu vaccines", "publisher": "Health agency", **more}
    return services.add_source(actor=actor, team=team, **values)  # type: ignore[arg-type]


def test_a_source_is_kept_once_per_team_and_renewed() -> None:
    team = make_team()
    editor = make_person(Role.EDITOR, team)
    first = add(team, editor, checked_on=date(2026, 1, 2))
    again = add(team, editor, title="Flu vaccines 2026", checked_on=date(2026, 2, 3))
    assert again.pk == first.pk
    assert (again.title, again.checked_on) == ("Flu vaccines 2026", date(2026, 2, 3))
    assert AuditEntry.objects.filter(action="source.added").count() == 1
    assert [s.pk for s in selectors.sources_for(team, "agency 2026")] == [first.pk]
    assert selectors.sources_for(team, "measles") == []
    assert selectors.sources_for(make_team()) == []


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "javascript:alert(1)", "ftp://example.org/x", "https://", "https://u:p@example.org/",
     "https://example.org/a b", "https://example.org:99999/", "https://[::1", "https://example.org/" + "x" * 1000],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    team = make_team()
    with pytest.raises(services.BadSource) as caught:
        add(team, make_person(Role.EDITOR, team), url=url)
    assert caught.value.code == "address"
    assert caught.value.sentence.endswith("https://")
    assert not Source.objects.exists()


@pytest.mark.parametrize(("more", "code"), [({"title": "  "}, "title"), ({"checked_on": date(2999, 1, 1)}, "future")])
def test_missing_title_and_future_days_are_refused(more: dict[str, object], code: str) -> None:
    team = make_team()
    with pytest.raises(services.BadSource) as caught:
        add(team, make_person(Role.EDITOR, team), **more)
    assert caught.value.code == code


def test_rights() -> None:
    team = make_team()
    with pytest.raises(Denied):
        add(team, make_person(Role.VIEWER, team))
    source = add(team, make_person(Role.CONTRIBUTOR, team))
    with pytest.raises(NotThere):
        access.get_source(make_person(Role.EDITOR, make_team()), source.pk)
    with pytest.raises(Denied):
        access.get_source(make_person(Role.VIEWER, team), source.pk, Right.SUGGEST)
    assert access.get_source(make_person(Role.VIEWER, team), source.pk) == source
