"""`wellspoken worker`: one delivery worker process."""

from __future__ import annotations

from wellspoken.cli.setup import DataOption, load_django, use_data


def worker(data: DataOption = None) -> None:
    """Run one delivery worker until it is told to stop (SIGTERM or Ctrl-C).

    Any number may run at once: a row is claimed by one of them only.

    Example: wellspoken worker --data /srv/wellspoken
    """
    use_data(data)
    load_django()
    from wellspoken.rooms.publishing.worker import main

    main()
