"""Shared by the whole suite: nothing reaches outside this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone, translation
from pytest_socket import socket_allow_hosts

# the real Bluesky server, started once per run when a test asks for it
pytest_plugins = ["tests.replicas.pds"]


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
