"""How an application is registered with each network, step by step. Sources: the networks' developer pages, read
from what their connectors ask for; the networks rename their menus often, so steps say what to look for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

_REDIRECT = _(
    "Copy the redirect address from this page into the list of allowed redirect addresses, letter for letter."
)
_COPY = _("Copy the two values below into the form on this page. The secret is shown there only once or on request.")
_META = (
    _(
        "Sign in to Meta for Developers with an account that may manage the page, and create an app of the kind"
        " Business."
    ),
    _REDIRECT,
)
_META_REVIEW = _(
    "Until Meta has reviewed the app, only people with a role in the app can connect. Verify the organisation and ask"
    " for the permissions named here when others shall connect too."
)

STEPS: dict[str, tuple[Any, ...]] = {
    "telegram": (
        _("In Telegram, write to the account BotFather and send the word /newbot. It gives you a token."),
        _("Open your channel, choose Administrators, and add the bot with the right to post messages."),
        _("Type the token and the channel's name, which starts with @, into this form."),
    ),
    "webhook": (
        _("Name the https address that shall receive posts."),
        _("We make a secret and show it once. Give it to whoever looks after the receiving side."),
        _("Each message is signed with that secret; the receiving side checks the signature before it believes it."),
    ),
    "facebook": (
        *_META,
        _("Add Facebook Login for Business to the app."),
        _("App ID and App secret are under App settings, Basic. Copy them into the form on this page."),
        _META_REVIEW,
    ),
    "instagram": (
        *_META,
        _("Add Instagram to the app."),
        _("The Instagram account must be a professional one."),
        _("Copy the app's ID and secret into the form on this page."),
        _META_REVIEW,
    ),
    "threads": (
        _("Sign in to Meta for Developers and create an app with the use case Threads."),
        _REDIRECT,
        _("Threads has an ID and a secret of its own, beside those of the app. Copy the ones of Threads."),
        _META_REVIEW,
    ),
    "linkedin": (
        _("On LinkedIn's developer pages, create an app that belongs to the organisation's page, and verify the page."),
        _REDIRECT,
        _("Under Products, ask for Community Management API (pages, reviewed) or Share on LinkedIn (members)."),
        _("Client ID and Client secret are under Auth. Copy them into the form on this page."),
    ),
    "x": (
        _("On X's developer pages, make a project with an app on a plan that allows posting. X charges for it."),
        _("Switch on user authentication: read and write, and the kind Web App."),
        _REDIRECT,
        _("Under Keys and tokens, copy the OAuth 2.0 Client ID and Client Secret, not the API key."),
    ),
    "youtube": (
        _("In the Google Cloud console, make a project and switch on YouTube Data API v3."),
        _("Set up the consent screen, then create an OAuth client of the kind Web application."),
        _REDIRECT,
        _COPY,
        _("Until Google has audited the project, films that are uploaded stay private. Ask for the audit early."),
    ),
    "tiktok": (
        _("On TikTok for Developers, create an app, and add Login Kit and Content Posting API with direct posting."),
        _REDIRECT,
        _("Copy the Client key (as client ID) and the Client secret into the form on this page."),
        _("Until TikTok has audited the app, posts are seen by the account itself only."),
    ),
    "pinterest": (
        _("On Pinterest's developer pages, connect an app to your business account."),
        _REDIRECT,
        _COPY,
        _("Trial access makes pins that only you see. Ask for standard access when everything works."),
    ),
    "google_business": (
        _("In the Google Cloud console, make a project and ask Google for access to the Business Profile interfaces."),
        _("When access is granted, switch them on, and create an OAuth client of the kind Web application."),
        _REDIRECT,
        _COPY,
    ),
}  # fmt: skip
