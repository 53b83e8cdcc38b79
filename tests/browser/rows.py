"""Rows that no page of the sample hospital can make, written into the data folder of a served product."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

#: a live delivery of a network is being taken down, and its network refuses: people are asked
BY_HAND = """
from datetime import timedelta
import django
django.setup()
from django.utils import timezone
from wellspoken.rooms.publishing import by_hand
from wellspoken.rooms.publishing.models import Delivery
row = Delivery.objects.filter(state="live", channel__network="bluesky").select_related("channel", "post").first()
Delivery.objects.filter(pk=row.pk).update(state="withdrawing", not_before=timezone.now() + timedelta(days=1))
by_hand.open_task(row, "refused", timezone.now())
print(row.task.pk)
"""


def asked_by_hand(data: Path) -> int:
    """Ask people to delete a live post by hand in the product with this data folder; returns the task's key."""
    own = {"DJANGO_SETTINGS_MODULE": "wellspoken.config.settings.dev", "WELLSPOKEN_DATA": str(data)}
    command = [sys.executable, "-c", BY_HAND]
    done = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])
