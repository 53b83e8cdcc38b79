"""App registration of the records room."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The records room: follows the audit log in the worker's spare time."""

    name = "wellspoken.rooms.records"
    label = "records"

    def ready(self) -> None:
        """Register audit actions and the worker's chores."""
        from wellspoken.rooms.publishing.chores import Chore, register
        from wellspoken.rooms.publishing.notices import add_part
        from wellspoken.rooms.records import archiving, incidents, telling
        from wellspoken.rooms.records import audit as _audit  # noqa: F401 (registers the actions)
        from wellspoken.rooms.records import erasing as _erasing  # noqa: F401 (registers its part)
        from wellspoken.rooms.records import leaving as _leaving  # noqa: F401 (registers its step)
        from wellspoken.rooms.records.binder import jobs
        from wellspoken.rooms.records.export import jobs as exporting

        add_part(incidents.notices)
        register(Chore("archive", archiving.chore, archiving.SECONDS))
        register(Chore("binders", jobs.work, jobs.SECONDS))
        register(Chore("exports", exporting.work, exporting.SECONDS))
        register(Chore("incidents", telling.chore, telling.SECONDS))
