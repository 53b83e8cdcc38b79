"""App registration of the publishing room."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The publishing room: joins in when a version is approved and when words change."""

    name = "wellspoken.rooms.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Register audit actions and listen to review and content."""
        from wellspoken.rooms.consents import hooks as consent_hooks
        from wellspoken.rooms.content import hooks as content_hooks
        from wellspoken.rooms.media.films import making
        from wellspoken.rooms.publishing import audit as _audit  # noqa: F401 (registers the actions)
        from wellspoken.rooms.publishing import (
            chores,
            consenting,
            notices,
            overlooked,
            scheduling,
            taking_back,
            unsettled,
        )
        from wellspoken.rooms.publishing import leaving as _leaving  # noqa: F401 (registers its step)
        from wellspoken.rooms.review import chores as review_chores
        from wellspoken.rooms.review import hooks as review_hooks

        review_hooks.approved.register(scheduling.on_approved)
        review_hooks.taken_back.register(taking_back.on_taken_back)
        content_hooks.revised.register(scheduling.on_revised)
        consent_hooks.withdrawn.register(consenting.on_withdrawn)
        for part in (unsettled.notices, overlooked.trainings, overlooked.missed):
            notices.add_part(part)
        chores.register(chores.Chore("reviews", review_chores.chore, review_chores.SECONDS))
        chores.register(chores.Chore("films", making.chore, making.SECONDS))
        chores.register(chores.Chore("consents", consenting.close_ended, 600.0))
