"""What people are told about each network before they connect it: what it is, what it needs, how to register.

Instructions are words without links: the networks move their pages, and a link
in a settings page is what a forger would copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.channels.guides_registering import STEPS


@dataclass(frozen=True)
class Guide:
    """`about` is one sentence, `needs` what must be there first, `steps` how to register, in order.

    `extra` maps further details that the network gives out with a registration to their labels.
    """

    name: Any
    about: Any
    needs: Any = ""
    steps: tuple[Any, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


GUIDES: dict[str, Guide] = {
    "newsroom": Guide(
        _("Newsroom"),
        _("Your own public page with a feed. Built in: no account, no other company, nothing to sign in to."),
    ),
    "bluesky": Guide(
        "Bluesky",
        _("An account on Bluesky, or on any other server of its kind. Sign in there, or use an app password."),
        _("A Bluesky account"),
    ),
    "mastodon": Guide(
        "Mastodon",
        _("An account on any server that speaks Mastodon's language: Mastodon, GoToSocial and others."),
        _("An account on such a server"),
    ),
    "telegram": Guide(
        "Telegram",
        _("A public Telegram channel. A bot of yours posts there; you make it in Telegram in two minutes."),
        _("A channel, and a bot that is an administrator of it"),
        STEPS["telegram"],
    ),
    "webhook": Guide(
        _("Webhook"),
        _("Anything else: your own website, intranet or screen receives each post as a signed message."),
        _("An https address of your own that takes the message in"),
        STEPS["webhook"],
    ),
    "facebook": Guide(
        "Facebook",
        _("A Facebook page of the organisation. Personal profiles cannot be connected."),
        _("A page, and somebody who may manage it"),
        STEPS["facebook"],
    ),
    "instagram": Guide(
        "Instagram",
        _("A professional Instagram account of the organisation."),
        _("A professional account, and a public https address of this installation for the pictures"),
        STEPS["instagram"],
    ),
    "threads": Guide(
        "Threads",
        _("A Threads account: short texts with pictures."),
        _("A Threads account; pictures need a public https address of this installation"),
        STEPS["threads"],
    ),
    "linkedin": Guide(
        "LinkedIn",
        _("A LinkedIn page of the organisation, or a member's own profile."),
        _("A page and somebody who administers it, or a member"),
        STEPS["linkedin"],
        {"accounts": _("Write “members” here for Share on LinkedIn; leave it empty for pages")},
    ),
    "x": Guide("X", _("An account on X."), _("An account, and a developer plan that allows posting"), STEPS["x"]),
    "youtube": Guide(
        "YouTube",
        _("A YouTube channel."),
        _("A Google account that owns the channel"),
        STEPS["youtube"],
    ),
    "tiktok": Guide("TikTok", _("A TikTok account."), _("A TikTok account"), STEPS["tiktok"]),
    "pinterest": Guide(
        "Pinterest",
        _("A board of a Pinterest account."),
        _("A business account"),
        STEPS["pinterest"],
    ),
    "google_business": Guide(
        "Google Business Profile",
        _("News on the profile people find in Google Search and Maps: one for each location."),
        _("A verified profile, and somebody who manages it"),
        STEPS["google_business"],
    ),
}  # fmt: skip
NOTHING = Guide("", "")
#: code of a form's field -> its label and what to type
FIELDS: dict[str, tuple[Any, Any]] = {
    "webhook_address": (_("Address"), _("The https address that receives posts. It is kept like a password.")),
    "webhook_secret": (
        _("Secret"),
        _("Leave it empty: we make one and show it once. Or paste one that the receiving side made."),
    ),
    "telegram_token": (_("Bot's token"), _("BotFather gave it to you: numbers, a colon, then letters and digits.")),
    "telegram_channel": (_("Channel"), _("Its public name, for example @elmharbour.")),
}


def guide_of(network: str) -> Guide:
    """The guide of a network; an empty one for a network nobody has described."""
    return GUIDES.get(network, NOTHING)


def field_words(code: str, name: str) -> tuple[str, str]:
    """Label and hint of a field in the form of a network without a sign-in page."""
    label, hint = FIELDS.get(code, (name.replace("_", " ").capitalize(), ""))
    return str(label), str(hint)


def network_name(code: str) -> str:
    """A network's name as people say it."""
    return str(guide_of(code).name) or code
