"""Which database: SQLite in the data folder, or PostgreSQL named by one address in the environment.

`WELLSPOKEN_DATABASE` (or `DATABASE_URL`) holds `postgresql://user:password@host:5432/name`;
what follows a question mark (`?sslmode=verify-full`) is handed to libpq.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: a process holds as many connections as it has threads for deliveries and 2 more,
#: unless `WELLSPOKEN_DB_CONNECTIONS` says otherwise; a thread that waits for a network holds none
MORE_CONNECTIONS = 2
#: a transaction that stands still (its process was stopped) loses its locks after this many milliseconds
IDLE_TRANSACTION_MS = 15_000
#: nobody waits longer than this for a row that somebody else holds
LOCK_WAIT_MS = 20_000
#: a server notices after about half a minute that a machine is gone
KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}


def database(environment: Mapping[str, str], data: Path) -> dict[str, Any]:
    """Django's settings of the one database; raises `ImproperlyConfigured` for an address that is none of ours."""
    address = environment.get("WELLSPOKEN_DATABASE") or environment.get("DATABASE_URL") or ""
    if not address or address.startswith("sqlite"):
        return _sqlite(data)
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured("WELLSPOKEN_DATABASE must look like postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": _options(dict(parse_qsl(parts.query)), _most(environment)),
        "CONN_MAX_AGE": 0,  # connections go back to the pool, which keeps them open
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(data: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "wellspoken.sqlite3",
        "OPTIONS": {
            # IMMEDIATE: a transaction that will write takes the lock first instead of failing at its end.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;",
        },
        "CONN_MAX_AGE": None,
    }


def _most(environment: Mapping[str, str]) -> int:
    """Connections of one process at most."""
    threads = int(environment.get("WELLSPOKEN_WORKERS", "8"))
    return int(environment.get("WELLSPOKEN_DB_CONNECTIONS", threads + MORE_CONNECTIONS))


def _options(query: dict[str, str], most: int) -> dict[str, Any]:
    """libpq's options. The session's limits travel with the connection, so no server has to be configured."""
    limits = {
        "idle_in_transaction_session_timeout": IDLE_TRANSACTION_MS,
        "lock_timeout": LOCK_WAIT_MS,
        "tcp_keepalives_idle": KEEPALIVE["keepalives_idle"],
        "tcp_keepalives_interval": KEEPALIVE["keepalives_interval"],
        "tcp_keepalives_count": KEEPALIVE["keepalives_count"],
    }
    said = " ".join(f"-c {name}={value}" for name, value in limits.items())
    return {
        "application_name": "wellspoken",
        "connect_timeout": 5,
        **KEEPALIVE,
        **query,
        "options": f"{said} {query.get('options', '')}".strip(),
        "pool": {"min_size": 1, "max_size": most, "timeout": 15, "max_lifetime": 3600},
    }
