"""What a network does and does not do, said before anybody writes for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellspoken.networks.base import Account, Limits
from wellspoken.networks.registry import connector
from wellspoken.rooms.channels.accounts import limits_for
from wellspoken.rooms.channels.models import Channel


@dataclass(frozen=True, slots=True)
class Abilities:
    """`does`: short phrases; `lacks`: whole sentences about what cannot be done or must be there."""

    does: list[str]
    lacks: list[str]

    def line(self) -> str:
        """All of it as one line of sentences."""
        does = ", ".join(self.does)
        return " ".join([f"{does[:1].upper()}{does[1:]}.", *self.lacks])


def of_network(code: str) -> Abilities:
    """What a network does with its usual limits."""
    found = connector(code)
    return _abilities(found.limits(Account(code, "", "", "")), found.capabilities)


def of_channel(channel: Channel) -> Abilities:
    """What a channel's network does, with the limits its server named."""
    return _abilities(limits_for(channel), connector(channel.network).capabilities)


def _abilities(limits: Limits, capabilities: frozenset[str]) -> Abilities:
    length = _("up to %(n)s characters") % {"n": number_format(limits.max_length, force_grouping=True)}
    return Abilities(
        [length, *_pictures(limits), *_film(limits)], [*_needs(limits), *_most(limits), *_never(limits, capabilities)]
    )


def _pictures(limits: Limits) -> list[str]:
    if not limits.max_pictures:
        return []
    text = ngettext("%(n)d picture", "up to %(n)d pictures", limits.max_pictures)
    return [text % {"n": limits.max_pictures}]


def _film(limits: Limits) -> list[str]:
    if "video" not in limits.can:
        return []
    if limits.video_seconds is None:
        return [_("a film")]
    minutes = max(1, int(limits.video_seconds // 60))
    return [ngettext("a film up to %(n)d minute", "a film up to %(n)d minutes", minutes) % {"n": minutes}]


def _needs(limits: Limits) -> list[str]:
    if limits.needs_video:
        return [_("Only films go out here.")]
    return [_("Every post needs a picture.")] if limits.needs_picture else []


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


def _never(limits: Limits, capabilities: frozenset[str]) -> list[str]:
    found = []
    if "video" in limits.can and "captions" not in limits.can:
        found.append(_("Captions are not passed on: say in the text what is said in the film."))
    if limits.max_pictures and "alt_text" not in capabilities:
        found.append(_("Picture descriptions are not passed on: say in the text what is seen."))
    if "delete" not in limits.can | capabilities:
        found.append(_("Taking down needs a person on the network itself."))
    return found
