"""What rings the delivery workers: threads of each worker (the default), or Celery over a RabbitMQ broker.

`WELLSPOKEN_ENGINE` is `embedded` or `celery` (`huey` is an older name of the
first); `WELLSPOKEN_BROKER` holds `amqp://user:password@host:5672/vhost`, or
`amqps://` with TLS.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

EMBEDDED, CELERY = "embedded", "celery"
NAMES = {"": EMBEDDED, "embedded": EMBEDDED, "huey": EMBEDDED, "celery": CELERY}


def engine(environment: Mapping[str, str]) -> tuple[str, str]:
    """Engine and broker address; raises `ImproperlyConfigured` for a name we do not know or a missing broker."""
    name, broker = environment.get("WELLSPOKEN_ENGINE", "").strip().lower(), environment.get("WELLSPOKEN_BROKER", "")
    if name not in NAMES:
        raise ImproperlyConfigured(f"WELLSPOKEN_ENGINE is {name!r}; it may be embedded or celery.")
    if NAMES[name] == CELERY and not broker.startswith(("amqp://", "amqps://")):
        raise ImproperlyConfigured("WELLSPOKEN_BROKER must look like amqp://user:password@host:5672/vhost.")
    return NAMES[name], broker
