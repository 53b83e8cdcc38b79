"""Shared by the whole suite: nothing reaches outside this machine."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker
from pytest_socket import socket_allow_hosts

from scripts import migrated

#: files that take longest begin first, so that no process is left alone with one of them at the end; beside those
#: that wait for a browser or a server begins one that computes
LONGEST = (
    *("browser/test_axe.py", "faults/test_campaign.py", "web/test_bad_input.py", "web/test_role_matrix.py"),
    *("browser/test_journey.py", "engines/test_images.py", "web/test_every_page.py", "sample/test_build.py"),
    *("cli/test_command.py", "engines/test_screening_cli.py", "api/test_schema.py", "sample/test_quiet.py"),
)
#: files that share one process: one browser, one server and everybody's sessions, or one Bluesky server
TOGETHER = {
    "pages": ("browser/test_axe.py", "browser/test_first_start.py"),
    "writing": ("browser/test_journey.py", "browser/test_compose.py", "browser/test_compose_checks.py"),
    "bluesky": (
        *("faults/test_campaign.py", "faults/test_lost_reply.py", "channels/test_real_servers.py"),
        *("networks/test_contract.py", "networks/test_sandbox.py", "networks/test_lost_replies.py"),
        *("networks/test_bluesky_pds.py", "networks/test_bluesky_oauth.py", "networks/test_identity.py"),
    ),
}

# no test is timed: a machine may be busy
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# the real Bluesky server, started once per run when a test asks for it
pytest_plugins = ["tests.replicas.pds"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order whole files, never the tests within one."""
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get("/".join(item.path.parts[-2:]), len(ranks)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Whole files to each process, and those that belong together to the same one."""
    from xdist.scheduler import LoadFileScheduling

    shared = {file: name for name, files in TOGETHER.items() for file in files}

    class Together(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return shared.get("/".join(file.split("/")[-2:]), file)

    return Together(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_finish() -> None:
    """What is loaded stays: the collector of unused memory need not look through thousands of tests again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None
) -> Iterator[None]:
    """The test database: a copy of one that is migrated already where there is one, else migrated here and kept."""
    place = connection.settings_dict["TEST"]["NAME"] if connection.vendor == "sqlite" else None
    with django_db_blocker.unblock():
        ready = place is not None and migrated.bring(Path(place))
        made = setup_databases(verbosity=0, interactive=False, keepdb=ready, serialized_aliases=set())
        if place is not None and not ready:
            migrated.keep(Path(place))
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def only_this_machine() -> None:
    """Any connection to another host fails the test."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def english_and_utc() -> Iterator[None]:
    """A test that spoke another language, or told another zone's time, leaves no trace."""
    yield
    translation.activate("en")
    timezone.deactivate()
