"""Loaded once by the process from which the workers of the kill campaign are forked.

A worker lives for a second or two; reading the product and its rules anew for
each would take longer than that. Nothing here opens the database or starts a
thread, so a fork is a process of its own in every respect that counts.
"""

from __future__ import annotations

import django

django.setup()

from wellspoken.rooms.compliance.warming import warm  # noqa: E402 (only now are the apps ready)
from wellspoken.rooms.publishing import worker  # noqa: E402, F401

warm()
