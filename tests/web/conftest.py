"""A house that stands for all tests of a file: each sees it as it was built, and undoes only what it did itself."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.web.house import House, make_house


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Built once, in a transaction around the transactions of the tests; nothing of it outlives the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_house()
        with django_db_blocker.block():
            yield made
        transaction.set_rollback(True)


@pytest.fixture
def standing(built: House, db: None) -> House:
    """The test's own view of the house: what it changes in these objects reaches no other test."""
    return deepcopy(built)


@pytest.fixture(scope="module")
def sessions(built: House, django_db_blocker: DjangoDbBlocker) -> dict[int, str]:
    """The session of everybody in the house, by the person's key: each signed in once."""
    made = {}
    with django_db_blocker.unblock():
        for person in (*built.people.values(), *built.wide.values()):
            client = Client()
            client.force_login(person)
            made[person.pk] = client.cookies["sessionid"].value
    return made
