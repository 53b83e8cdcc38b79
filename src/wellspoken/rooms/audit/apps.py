"""App registration of the audit room: from here on every state change leaves an entry."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit room."""

    name = "wellspoken.rooms.audit"
    label = "audit"

    def ready(self) -> None:
        """Become the recorder that the kernel's state changes write to."""
        import wellspoken.rooms.audit.audit  # noqa: F401 (registers its actions)
        from wellspoken.rooms.audit.services import record, record_many
        from wellspoken.rooms.kernel.states import set_recorder

        set_recorder(record, record_many)
