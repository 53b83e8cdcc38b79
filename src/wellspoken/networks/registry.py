"""Which networks exist. Dotted names, loaded on first use."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, cast

from wellspoken.networks.contract import Connector, SignIn, TokenSignIn

CONNECTORS = {
    "bluesky": "wellspoken.networks.bluesky.connector:BlueskyConnector",
    "facebook": "wellspoken.networks.facebook.connector:FacebookConnector",
    "google_business": "wellspoken.networks.google_business.connector:GoogleBusinessConnector",
    "instagram": "wellspoken.networks.instagram.connector:InstagramConnector",
    "linkedin": "wellspoken.networks.linkedin.connector:LinkedInConnector",
    "mastodon": "wellspoken.networks.mastodon.connector:MastodonConnector",
    "newsroom": "wellspoken.networks.newsroom.connector:NewsroomConnector",
    "telegram": "wellspoken.networks.telegram.connector:TelegramConnector",
    "webhook": "wellspoken.networks.webhook.connector:WebhookConnector",
    "x": "wellspoken.networks.x.connector:XConnector",
    "pinterest": "wellspoken.networks.pinterest.connector:PinterestConnector",
    "youtube": "wellspoken.networks.youtube.connector:YouTubeConnector",
    "threads": "wellspoken.networks.threads.connector:ThreadsConnector",
    "tiktok": "wellspoken.networks.tiktok.connector:TikTokConnector",
}
"""Code of the network -> ``module:class``. A code is stored in rows: never reuse one."""


class UnknownNetwork(LookupError):
    """No connector has this code."""


@cache
def _load(code: str) -> Any:
    try:
        module, _, name = CONNECTORS[code].partition(":")
    except KeyError:
        raise UnknownNetwork(code) from None
    return getattr(import_module(module), name)


@cache
def connector(code: str) -> Connector:
    """Return the connector with this code. Raises UnknownNetwork.

    The Newsroom's connector returned here measures, checks and prepares; to
    publish, make one with a store: ``NewsroomConnector(store)``.
    """
    return cast(Connector, _load(code)())


def sign_in(code: str) -> SignIn:
    """Return the connector as the thing that connects accounts.

    Raises UnknownNetwork, also for a network nobody signs in to.
    """
    found = connector(code)
    if not {"oauth", "password"} & found.capabilities:
        raise UnknownNetwork(code)
    return cast(SignIn, found)


def token_sign_in(code: str) -> TokenSignIn:
    """Return the connector as the thing that connects accounts with a filled-in form.

    Raises UnknownNetwork, also for a network that is connected in another way.
    """
    found = connector(code)
    if "token" not in found.capabilities:
        raise UnknownNetwork(code)
    return cast(TokenSignIn, found)
