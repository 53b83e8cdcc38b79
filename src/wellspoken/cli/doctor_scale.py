"""What `wellspoken doctor` looks at when an installation has PostgreSQL or a broker."""

from __future__ import annotations

from collections.abc import Iterator

from wellspoken.cli.finding import Finding

#: RabbitMQ 3.10 is the first whose quorum queues let messages expire, as our queue asks
OLDEST_POSTGRES = 140000
#: clocks that differ by more than this are worth a word; workers go by the database's clock
SKEW_SECONDS = 2.0


def postgres() -> Iterator[Finding]:
    """Version, clock and connections of the PostgreSQL server."""
    from django.db import connection

    from wellspoken.rooms.publishing.clockwork import clock_ahead

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('max_connections')::int")
        version, most = cursor.fetchone()
    said = f"PostgreSQL {version // 10000}, up to date, at most {most} connections"
    if version < OLDEST_POSTGRES:
        yield Finding("Database", "bad", said, "Use PostgreSQL 14 or newer.")
    else:
        yield Finding("Database", "good", said)
    ahead = clock_ahead()
    if abs(ahead) > SKEW_SECONDS:
        yield Finding(
            "Clock", "weak", f"differs from the database's by {ahead:.0f} s", "Let both machines ask a time server."
        )


def engine() -> Iterator[Finding]:
    """Which engine rings the workers, and whether its broker answers."""
    from django.conf import settings
    from django.db import connection

    if settings.DELIVERY_ENGINE == "embedded":
        yield Finding("Engine", "good", "embedded: bells ring inside each worker")
        return
    if connection.vendor == "sqlite":
        yield Finding(
            "Engine", "weak", "Celery beside SQLite, which serves one machine", "Set WELLSPOKEN_DATABASE to PostgreSQL."
        )
    try:
        waiting = _bells_waiting(settings.DELIVERY_BROKER)
    except ImportError:
        yield Finding("Engine", "bad", "celery is not installed", "Install wellspoken[scale].")
    except Exception as error:  # noqa: BLE001 whatever the broker's client raises, it says the same
        yield Finding(
            "Broker",
            "weak",
            f"does not answer ({type(error).__name__}); workers deliver without it",
            "Start RabbitMQ, or mend WELLSPOKEN_BROKER.",
        )
    else:
        said = "no worker has made the queue yet" if waiting is None else f"{waiting} bells waiting"
        yield Finding("Broker", "good", f"answers; {said}")


def _bells_waiting(broker: str) -> int | None:
    """Messages in the queue; None when there is no queue yet. Raises what the broker's client raises."""
    from amqp.exceptions import NotFound
    from kombu.connection import Connection

    from wellspoken.rooms.publishing.celery_bell import QUEUE

    with Connection(broker, connect_timeout=4) as line:  # type: ignore[no-untyped-call]
        line.ensure_connection(max_retries=1, timeout=5)
        try:
            return int(line.default_channel.queue_declare(QUEUE, passive=True).message_count)
        except NotFound:
            return None
