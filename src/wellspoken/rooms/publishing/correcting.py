"""Corrections: what may be changed in place, and the one call that does it. See ADR 0014."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from wellspoken.networks.contract import Account, Connector, Editing, Outcome, Prepared, Problem, Sent, Settled
from wellspoken.networks.registry import connector as connector_of
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.publishing.models import Delivery


def can_change(network: str) -> bool:
    """Whether posts on this network can be changed in place."""
    return "edit" in connector_of(network).capabilities


def up(post: Post) -> list[Delivery]:
    """The post's live deliveries with their channels, by name."""
    rows = Delivery.objects.filter(post=post, state="live").exclude(channel__state="removed")
    return list(rows.select_related("channel", "revision").defer("channel__secrets").order_by("channel__name", "pk"))


def changeable(delivery: Delivery) -> bool:
    """Whether this live delivery's words can be changed in place: the network can, and we know the post's number."""
    return can_change(delivery.channel.network) and bool(delivery.remote_id)


def replaced_by(post: Post, channel_id: int) -> Delivery | None:
    """The live delivery that a correction of its post replaces on a channel."""
    if post.corrects_id is None:
        return None
    rows = Delivery.objects.filter(post=post.corrects_id, channel=channel_id, state="live").select_related("revision")
    return rows.order_by("-pk").first()


def wrong(post: Post, body: Body, channel: Channel) -> list[Problem]:
    """What speaks against correcting on this channel with these words; empty for posts that correct nothing."""
    if post.corrects_id is None:
        return []
    earlier = replaced_by(post, channel.pk)
    if earlier is None or not earlier.remote_id:
        return [Problem("nothing_to_correct")]
    if not can_change(channel.network):
        return [Problem("cannot", {"what": "edit"})]
    return _in_words(body, earlier.revision.content, channel)


def _in_words(body: Body, before: Body, channel: Channel) -> list[Problem]:
    found = []
    if [picture.sha256 for picture in body.pictures] != [picture.sha256 for picture in before.pictures]:
        found.append(Problem("pictures_stay"))
    elif "edit_alt" not in connector_of(channel.network).capabilities and _alts(body) != _alts(before):
        found.append(Problem("descriptions_stay"))
    if _film(body) != _film(before):
        found.append(Problem("film_stays"))
    if channel.network == "newsroom" and not body.correction.strip():
        found.append(Problem("correction_missing"))
    return found


def _film(body: Body) -> tuple[str, ...]:
    """The film and what goes with it, none of which a correction changes."""
    film = body.film
    return (film.sha256, film.alt, film.poster_sha256, *(one.sha256 for one in film.captions)) if film else ()


def _alts(body: Body) -> list[str]:
    return [picture.alt.strip() for picture in body.pictures]


def gone(rows: Sequence[Delivery]) -> frozenset[int]:
    """The keys of those that correct something which is not live any more; one query, none without corrections."""
    wanted = {row.pk: row.replaces_id for row in rows if row.replaces_id is not None}
    if not wanted:
        return frozenset()
    live = set(Delivery.objects.filter(pk__in=wanted.values(), state="live").order_by().values_list("pk", flat=True))
    return frozenset(key for key, earlier in wanted.items() if earlier not in live)


def send(connector: Connector, account: Account, delivery: Delivery, prepared: Prepared) -> Sent:
    """The visible call: publish, or change the words of what is replaced."""
    if delivery.replaces_id is None:
        return connector.publish(account, prepared)
    if delivery.replaces is None or "edit" not in connector.capabilities:
        return Sent(Outcome.REFUSED, reason="not_supported")
    return cast(Editing, connector).edit(account, delivery.replaces.remote_id, prepared)


def ask(connector: Connector, account: Account, delivery: Delivery, asked: tuple[Prepared, datetime]) -> Settled:
    """Look whether it is out: the post, or the changed words."""
    prepared, since = asked
    if delivery.replaces is None:
        return connector.settle(account, prepared, since)
    return cast(Editing, connector).says(account, delivery.replaces.remote_id, prepared)
