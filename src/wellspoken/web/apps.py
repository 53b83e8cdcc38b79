"""App registration of the web face."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web face (templates, template tags)."""

    name = "wellspoken.web"
    label = "web"

    def ready(self) -> None:
        """Remember the organisation in each new session."""
        from django.contrib.auth.signals import user_logged_in

        from wellspoken.web.frame.session import on_sign_in

        user_logged_in.connect(on_sign_in, dispatch_uid="wellspoken.web.session")
