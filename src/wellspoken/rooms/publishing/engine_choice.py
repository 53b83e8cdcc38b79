"""Which doorbell the settings choose."""

from __future__ import annotations

from django.conf import settings

from wellspoken.rooms.publishing.bell import Carries, Doorbell, Embedded


def make(carrier: Carries) -> Doorbell:
    """The doorbell of this installation; Celery is imported only where it is used."""
    if settings.DELIVERY_ENGINE == "celery":
        from wellspoken.rooms.publishing.celery_bell import OverBroker

        return OverBroker(carrier)
    return Embedded(carrier)
