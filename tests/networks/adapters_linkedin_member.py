"""A member of LinkedIn, behind the proxy: nobody can ask what became of a post."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.networks.adapter import Adapter
from tests.networks.adapters_linkedin import at
from tests.replicas.linkedin import MEMBER


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Describe the member."""
    with at(MEMBER, "C", "GET /v2/userinfo") as made:
        yield made
