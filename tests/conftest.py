"""Shared by the whole suite: nothing reaches outside this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone, translation
from pytest_socket import socket_allow_hosts

#: files that take longest begin first, so that no process is left alone with one of them at the end
LONGEST = (
    *("browser/test_axe.py", "browser/test_journey.py", "faults/test_campaign.py", "browser/test_compose.py"),
    *("web/test_bad_input.py", "engines/test_images.py", "web/test_role_matrix.py", "networks/test_contract.py"),
    *("networks/test_sandbox.py", "sample/test_build.py", "cli/test_command.py", "engines/test_screening_cli.py"),
)

# the real Bluesky server, started once per run when a test asks for it
pytest_plugins = ["tests.replicas.pds"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order whole files, never the tests within one."""
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get("/".join(item.path.parts[-2:]), len(ranks)))


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
