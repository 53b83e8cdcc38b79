"""Why a channel could not be connected or changed, as a code and a sentence for people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "sign_in_wrong": _("The account name or the app password is not right. Check both and try again."),
    "second_factor": _(
        "This account asks for a second code, which only works with its main password. Make an app password"
        " in the account's settings and use that here."
    ),
    "rate_limited": _("The server asks us to wait. Try again in a few minutes."),
    "network_down": _("The server did not answer. Check the address, or try again in a few minutes."),
    "lost_reply": _("The connection to the server broke off. Try again."),
    "address_refused": _(
        "This address cannot be used. Give a public server's name, such as social.example.org, that starts with https."
    ),
    "not_this_network": _("There is no such network at this address. Check the spelling of the server's name."),
    "not_found": _("Nobody has this account name. Check the spelling."),
    "state_mismatch": _("This sign-in was started somewhere else. Start again from the Channels page."),
    "issuer_mismatch": _("A different server answered than the one we asked, so we stopped. Start again."),
    "denied": _("The server did not give permission. Nothing was connected."),
    "odd_answer": _("The server gave an answer we do not understand. Nothing was connected."),
    "server_error": _("The server has a fault of its own. Try again later."),
    "not_supported": _("This server is too old for this way of signing in."),
    "expired": _("This sign-in took more than ten minutes or was used already. Start again from the Channels page."),
    "other_account": _(
        "You signed in with a different account than this channel's. Sign in with the same account,"
        " or connect the other one as a new channel."
    ),
    "elsewhere": _("This account is connected already by another team."),
    "address_taken": _("This address is taken. Choose another."),
    "bad_address": _("An address may hold small letters, digits and hyphens, for example elm-harbour."),
    "name_missing": _("Give it a name."),
    "only_newsroom": _("Only a newsroom can be named here; an account's name comes from its network."),
    "bad_language": _("Choose one of the languages."),
    "details_missing": _("Fill in every field."),
    "no_sandbox": _("The sandbox does not answer. Start it with “wellspoken sandbox” and try again."),
    "client_id_missing": _("Give the client ID."),
    "secret_missing": _("Give the client secret. A new client ID comes with a secret of its own."),
    "too_long": _("That is longer than such a value can be. Copy it again."),
    "app_missing": _(
        "The organisation has not registered an application with this network yet. An administrator of the whole"
        " organisation does that under Settings, Networks."
    ),
    "app_refused": _(
        "The network does not know the application that is registered under Settings, Networks. Check its client ID"
        " and secret."
    ),
    "not_allowed": _(
        "The network does not let this account or application do what is needed. Look at the rights it was given there."
    ),
    "no_accounts": _(
        "This sign-in opens no page or account to publish on. Sign in as somebody who may manage one,"
        " and allow it there."
    ),
    "no_such_choice": _("Choose one of the accounts."),
    "taken": _("This account is connected already. Choose another one."),
    "bad_slots": _("A posting time is a weekday and a clock time, for example Monday 09:00."),
    "too_many_slots": _("Up to 50 posting times a week fit here."),
}


class ConnectFailed(Exception):
    """Nothing was connected. `reason` is a stable code; `sentence` says why and what to do; never holds a secret."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def sentence(self) -> str:
        """What to tell the person, in the language that is active."""
        return str(SENTENCES.get(self.reason, SENTENCES["odd_answer"]))


class BadSlots(ConnectFailed):
    """The posting times given are not a list of weekday and clock time."""
