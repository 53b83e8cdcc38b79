"""App registration of the web face."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web face (templates, template tags)."""

    name = "wellspoken.web"
    label = "web"

    def ready(self) -> None:
        """Remember the organisation in each new session; forget sessions that end."""
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from wellspoken.web.account import arriving, second_factor
        from wellspoken.web.account.visits import on_sign_in as on_new_session
        from wellspoken.web.account.visits import on_sign_out
        from wellspoken.web.frame import tries
        from wellspoken.web.frame.session import on_sign_in

        user_logged_in.connect(on_sign_in, dispatch_uid="wellspoken.web.session")
        user_logged_in.connect(on_new_session, dispatch_uid="wellspoken.web.visits")
        user_logged_in.connect(arriving.on_sign_in, dispatch_uid="wellspoken.web.outside")
        user_logged_out.connect(on_sign_out, dispatch_uid="wellspoken.web.visits")
        second_factor.listen()
        tries.listen()
