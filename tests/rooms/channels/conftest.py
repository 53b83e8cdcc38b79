"""Fixtures of the channels room's tests."""

from tests.rooms.channels.fakes import network  # noqa: F401 (a fixture)
