"""Forms of keys: the scope of the directory is offered for service accounts alone, and taken from nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_organisation, make_person
from wellspoken.rooms.people.models import ApiKey
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.keys import add_service

pytestmark = pytest.mark.django_db
SAID = {"name": "Entra ID", "scopes": ["scim"], "days": "90"}


def test_the_scope_of_the_directory(client: Client) -> None:
    make_organisation()
    boss = make_person(Role.ADMINISTRATOR)
    program = add_service(actor=boss, name="Entra ID")
    client.force_login(boss)
    for where, offered in (("/me/keys/", False), (f"/settings/people/{program.pk}/keys/", True)):
        assert ('value="scim"' in client.get(where).content.decode()) == offered, where
        made = client.post(where, SAID)
        assert (made.status_code == 200) == offered, where
    assert list(ApiKey.objects.values_list("user", flat=True)) == [program.pk]
