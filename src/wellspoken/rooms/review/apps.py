"""App registration of the review room."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The review room."""

    name = "wellspoken.rooms.review"
    label = "review"

    def ready(self) -> None:
        """Name the acts that the audit log can tell of; listen for new content."""
        from wellspoken.rooms.content import hooks
        from wellspoken.rooms.review import audit, erasing, leaving, stepping_down, voiding  # noqa: F401 (four register)
        from wellspoken.rooms.review.flow import audit as flow_audit  # noqa: F401 (registers)
        from wellspoken.rooms.review.flow import leaving as flow_leaving  # noqa: F401 (registers)

        hooks.revised.register(voiding.on_revised)
