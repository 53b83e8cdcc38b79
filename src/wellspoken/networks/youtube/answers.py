"""Reading YouTube's answers: whose channel, which film, who may see it."""

from __future__ import annotations

from wellspoken.networks.base import Account
from wellspoken.networks.http import OddAnswer, Reply
from wellspoken.networks.judging import text_of
from wellspoken.networks.youtube import text


def address(number: str) -> str:
    """Return the public address of a film."""
    return f"https://www.youtube.com/watch?v={number}"


def channel_of(account: Account, item: object) -> Account | None:
    """Return the account of one channel with its limits, None when the description is odd."""
    if not isinstance(item, dict) or not isinstance(item.get("snippet"), dict):
        return None
    number, name, state = item.get("id"), item["snippet"].get("title"), item.get("status")
    if not isinstance(number, str) or not isinstance(name, str) or not number or not name:
        return None
    limits = text.of_channel(state if isinstance(state, dict) else {}).to_json()
    settings = {**account.settings, "name": name, "limits": limits}
    handle = str(item["snippet"].get("customUrl") or name)
    return Account("youtube", account.server, number, handle, account.secrets, settings)


def written(reply: Reply, number: str) -> tuple[str, str]:
    """Return id and address of the film that is public now. Raises OddAnswer, KeyError or ValueError."""
    if text_of(reply.json()["id"]) != number or privacy_of(reply) != "public":
        raise ValueError("not this film, or not public")
    return number, address(number)


def locked(reply: Reply) -> bool:
    """Whether YouTube answered with success and kept the film private."""
    try:
        return privacy_of(reply) == "private"
    except OddAnswer:
        return False


def privacy_of(reply: Reply) -> str:
    """Return who may see the film an answer describes. Raises OddAnswer."""
    status_ = reply.json().get("status")
    if not isinstance(status_, dict) or not isinstance(status_.get("privacyStatus"), str):
        raise OddAnswer("no status")
    return str(status_["privacyStatus"])
