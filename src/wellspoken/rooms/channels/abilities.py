"""What a network does and does not do, said before anybody writes for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wellspoken.networks.base import Account, Limits
from wellspoken.networks.registry import connector
from wellspoken.rooms.channels.accounts import limits_for
from wellspoken.rooms.channels.models import Channel

_EXTRAS: tuple[tuple[str, Any], ...] = (
    ("thread", gettext_lazy("threads")),
    ("first_comment", gettext_lazy("a first comment")),
    ("video", gettext_lazy("films")),
    ("captions", gettext_lazy("captions")),
    ("edit", gettext_lazy("changing a published post")),
    ("reply", gettext_lazy("replies")),
    ("paid_partnership", gettext_lazy("a mark for paid partnerships")),
    ("ai_made", gettext_lazy("a mark for what a machine made")),
)


@dataclass(frozen=True, slots=True)
class Abilities:
    """`does`: short phrases; `lacks`: whole sentences about what cannot be done or must be there."""

    does: list[str]
    lacks: list[str]

    def line(self) -> str:
        """All of it as one line."""
        return " ".join([", ".join(self.does) + ".", *self.lacks])


def of_network(code: str) -> Abilities:
    """What a network does with its usual limits."""
    found = connector(code)
    return _abilities(found.limits(Account(code, "", "", "")), found.capabilities)


def of_channel(channel: Channel) -> Abilities:
    """What a channel's network does, with the limits its server named."""
    return _abilities(limits_for(channel), connector(channel.network).capabilities)


def _abilities(limits: Limits, capabilities: frozenset[str]) -> Abilities:
    can = limits.can | capabilities
    length = _("up to %(n)s characters") % {"n": number_format(limits.max_length, force_grouping=True)}
    does = [length, *_pictures(limits)]
    does += [str(words) for name, words in _EXTRAS if name in limits.can or (name == "edit" and name in can)]
    return Abilities(does, [*_needs(limits), *_most(limits), *_never(can)])


def _pictures(limits: Limits) -> list[str]:
    if not limits.max_pictures:
        return []
    text = ngettext("%(n)d picture", "up to %(n)d pictures", limits.max_pictures)
    return [text % {"n": limits.max_pictures}]


def _needs(limits: Limits) -> list[str]:
    if limits.needs_video:
        return [_("Every post needs a film.")]
    return [_("Every post needs a picture or a film.")] if limits.needs_picture else []


def _most(limits: Limits) -> list[str]:
    found = []
    if not limits.max_pictures and not limits.needs_video:
        found.append(_("No pictures."))
    if limits.max_hashtags is not None:
        text = ngettext("At most %(n)d hashtag.", "At most %(n)d hashtags.", limits.max_hashtags)
        found.append(text % {"n": limits.max_hashtags} if limits.max_hashtags else _("No hashtags."))
    if limits.max_mentions is not None:
        text = ngettext("At most %(n)d mention.", "At most %(n)d mentions.", limits.max_mentions)
        found.append(text % {"n": limits.max_mentions} if limits.max_mentions else _("No mentions."))
    if limits.max_links is not None:
        text = ngettext("At most %(n)d link.", "At most %(n)d links.", limits.max_links)
        found.append(text % {"n": limits.max_links} if limits.max_links else _("No links in the text."))
    return found


def _never(can: frozenset[str]) -> list[str]:
    if "delete" in can:
        return []
    return [_("Taking down needs a person on the network itself.")]
