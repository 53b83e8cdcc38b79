"""What needs this person now, most pressing first; each with its reason and one next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.selectors import channels_for, warning_days
from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.channels.warning import Waiting, waiting_words
from wellspoken.rooms.channels.words import Condition, condition
from wellspoken.rooms.content.access import may_edit
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import EDITABLE
from wellspoken.rooms.people.access import may, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.notices import Notice
from wellspoken.rooms.publishing.selectors import StuckItem, Summary, stuck, summaries
from wellspoken.rooms.review.selectors import pending, teams_without_reviewer
from wellspoken.web.home.incidents import open_incidents
from wellspoken.web.home.mentions import mentions
from wellspoken.web.home.overlooked import overlooked
from wellspoken.web.home.withdrawals import open_withdrawals
from wellspoken.web.posts.deliveries import fixable

#: state -> tone, word, and what happened, in that order
_STUCK: dict[str, tuple[str, Any, Any]] = {
    "refused": ("block", gettext_lazy("Refused"), gettext_lazy("“{title}” was not accepted by {where}")),
    "held": ("block", pgettext_lazy("delivery", "Stopped"), gettext_lazy("“{title}” is stopped on {where}")),
    "unknown": ("review", gettext_lazy("Unclear"), gettext_lazy("It is unclear whether “{title}” is on {where}")),
    "late": ("review", gettext_lazy("Late"), gettext_lazy("“{title}” did not go out on {where}")),
    "withdrawing": ("block", gettext_lazy("Still up"), gettext_lazy("“{title}” is still to be seen on {where}")),
}
_OVERDUE: tuple[str, Any, Any] = ("review", gettext_lazy("Late"), gettext_lazy("“{title}” is overdue on {where}"))


@dataclass(frozen=True, slots=True)
class Need:
    """One row: `tone` brings the shape, `word` the word; `action` is what its button says, `url` its address or ""."""

    tone: str
    word: str
    title: str
    text: str
    action: str
    url: str


def needs_of(
    user: User,
    channels: list[Channel],
    returned: list[Post],
    now: datetime,
    notices: Sequence[Notice] = (),
    waiting: Mapping[int, Waiting] | None = None,
) -> list[Need]:
    """Everything that waits for this person: stopped deliveries, broken sign-ins, own posts sent back, reviews.

    `waiting` says by channel what is due after its sign-in ends.
    """
    found = [
        *[Need(*row) for row in open_incidents(user, notices)],
        *[Need(*row) for row in overlooked(user, notices)],
        *[Need(*row) for row in open_withdrawals(user, notices)],
        *[_task(n) for n in notices if n.kind == "task" and may(user, Right.TAKE_DOWN, n.team)],
        *_decisions(user, notices),
        *_series(user, notices),
        *_outages(user, notices, now),
        *_deliveries(user),
        *_channels(user, channels, now, waiting or {}),
        *[_returned(post) for post in returned],
        *[Need(*row) for row in mentions(user)],
        *_reviews(user, now),
        *_unreviewed(user),
    ]
    return sorted(found, key=lambda need: ("block", "review", "advise").index(need.tone))


def _decisions(user: User, notices: Sequence[Notice]) -> list[Need]:
    """Posts that a hold had caught, once per hold."""
    mine = [n for n in notices if n.kind == "decide" and may(user, Right.PUBLISH, n.team)]
    return [_decision(pk, sum(n.amount for n in mine if n.pk == pk)) for pk in dict.fromkeys(n.pk for n in mine)]


def _task(notice: Notice) -> Need:
    """A post that only a person can delete."""
    title = _("“{title}” is still to be seen on {where}")
    return Need(
        tone="block",
        word=_("Take down"),
        title=title.format(title=notice.name or _("No title yet"), where=notice.detail),
        text=_("Only a person can take it down now. Delete it there, then tell us."),
        action=_("How to delete it"),
        url=reverse("takedown_task", args=[notice.pk]),
    )


def _series(user: User, notices: Sequence[Notice]) -> list[Need]:
    """Repetitions to decide about or to look after, and their posts that a person must look at first."""
    found = []
    for notice in notices:
        title = notice.name or _("No title yet")
        if notice.kind == "series_day" and may(user, Right.WRITE, notice.team):
            said = _("The checks or changed words stop this day's post. Look at it, and send it to review.")
            url = reverse("post", args=[notice.pk])
            found.append(
                Need(
                    "review",
                    _("To look at"),
                    _("“{title}” comes again").format(title=title),
                    said,
                    _("Open the post"),
                    url,
                )
            )
        elif notice.kind == "series":
            found += _repetition(user, notice, title)
    return found


def _repetition(user: User, notice: Notice, title: str) -> list[Need]:
    url = reverse("series", args=[notice.pk])
    if notice.detail == "asked" and may(user, Right.REVIEW, notice.team):
        said = _("Somebody asks that exactly these words come again.")
        return [
            Need("review", _("To review"), _("May “{title}” come again?").format(title=title), said, _("Decide"), url)
        ]
    if notice.detail == "paused" and may(user, Right.PUBLISH, notice.team):
        said = _("Its sources are due to be looked at. It rests until somebody has looked.")
        return [Need("review", _("Resting"), _("“{title}” comes again").format(title=title), said, _("Look"), url)]
    return []


def _outages(user: User, notices: Sequence[Notice], now: datetime) -> list[Need]:
    """Networks that cannot be reached, once per network, for those who publish there or look after channels."""
    mine = [n for n in notices if n.kind == "outage"]
    mine = [n for n in mine if may(user, Right.PUBLISH, n.team) or may(user, Right.CHANNELS, n.team)]
    return [_outage([n for n in mine if n.detail == code], now) for code in dict.fromkeys(n.detail for n in mine)]


def _outage(notices: list[Notice], now: datetime) -> Need:
    network = network_name(notices[0].detail)
    since = spell((now - notices[0].at).total_seconds())
    text = _("{channels}: posts wait and go out when it works again. Other channels keep their time.")
    return Need(
        tone="review",
        word=_("Network"),
        title=_("{network} has not taken posts for {time}").format(network=network, time=since),
        text=text.format(channels=_listed([n.name for n in notices])),
        action=_("Open"),
        url=reverse("channel", args=[notices[0].pk]),
    )


def _decision(hold: int, count: int) -> Need:
    title = ngettext(
        "{n} post waits for a decision after a hold", "{n} posts wait for a decision after a hold", count
    ).format(n=localize(count))
    text = _("Nothing of it goes out by itself. Send it, give it a new time, or let it go.")
    return Need("review", _("Decide"), title, text, _("Decide"), reverse("hold", args=[hold]))


def _deliveries(user: User) -> list[Need]:
    items = stuck(user)
    groups: dict[tuple[int, str, str], list[StuckItem]] = {}
    for item in items:
        row = item.delivery
        groups.setdefault((row.post_id, row.state, item.words), []).append(item)
    known = summaries({item.delivery.post_id: item.delivery.post for item in items}.values()) if items else {}
    return [_stuck(user, group, known[post]) for (post, _state, _words), group in groups.items()]


def _stuck(user: User, group: list[StuckItem], summary: Summary) -> Need:
    row = group[0].delivery
    tone, word, sentence = _STUCK.get(row.state, _OVERDUE)
    where = _listed([network_name(item.delivery.channel.network) for item in group])
    action, url = _next_step(user, group[0])
    return Need(
        tone=tone,
        word=str(word),
        title=str(sentence).format(title=row.post.title or _("No title yet"), where=where),
        text=" ".join(filter(None, [group[0].words, _others(summary)])),
        action=action,
        url=url,
    )


def _next_step(user: User, item: StuckItem) -> tuple[str, str]:
    """The one thing that helps; only what this person may do."""
    row = item.delivery
    if row.reason == "channel_broken" and may(user, Right.CHANNELS, row.post.team_id):
        return _("Reconnect"), reverse("channel_reconnect", args=[row.channel_id])
    if fixable(row) and row.post.state in EDITABLE and may_edit(user, row.post):
        return _("Fix and send"), reverse("compose", args=[row.post_id])
    if may(user, Right.PUBLISH, row.post.team_id):
        if row.state == "late":
            return _("Choose a time"), reverse("calendar_move", args=[row.post_id])
        if row.state == "unknown":
            return _("Look and tell us"), f"{reverse('post', args=[row.post_id])}#delivery-{row.pk}"
    return _("Open"), f"{reverse('post', args=[row.post_id])}#delivery-{row.pk}"


def _others(summary: Summary) -> str:
    if not summary.live:
        return ""
    return ngettext("Live on the other one.", "Live on the other {n}.", summary.live).format(n=summary.live)


def _channels(user: User, channels: list[Channel], now: datetime, waiting: Mapping[int, Waiting]) -> list[Need]:
    """Sign-ins that ended or end soon, and other trouble, for those who can sign in again."""
    said = [(channel, condition(channel, now)) for channel in channels]
    troubled = [(channel, words) for channel, words in said if words.tone in {"stop", "warn"}]
    if not troubled:
        return []
    limited = rights_of(user).limited
    able = (
        channels_for(user, Right.CHANNELS) if limited else [c for c in channels if may(user, Right.CHANNELS, c.team_id)]
    )
    mine = {channel.pk for channel in able}
    shown = [(channel, words) for channel, words in troubled if channel.pk in mine]
    return [_channel(channel, words, now, waiting.get(channel.pk)) for channel, words in shown]


def _channel(channel: Channel, said: Condition, now: datetime, waiting: Waiting | None = None) -> Need:
    broken = channel.state == ChannelState.BROKEN
    sign_in = broken or warning_days(channel.expires_at, now) is not None
    return Need(
        tone="block" if broken else "review",
        word=_("Sign-in") if sign_in else _("Channel"),
        title=_("{network}: {name}").format(network=network_name(channel.network), name=channel.name),
        text=" ".join(filter(None, [said.sentence, waiting_words(waiting, broken=broken), said.advice])),
        action=_("Reconnect") if sign_in else _("Open"),
        url=reverse("channel_reconnect" if sign_in else "channel", args=[channel.pk]),
    )


def _returned(post: Post) -> Need:
    title = post.title or _("No title yet")
    return Need(
        tone="review",
        word=_("Changes"),
        title=_("Changes are asked for in “{title}”").format(title=title),
        text=_("Read the comments, change the words, and send it to review again."),
        action=_("Edit"),
        url=reverse("compose", args=[post.pk]),
    )


def _reviews(user: User, now: datetime) -> list[Need]:
    waits = pending(user, now)
    if not waits.count:
        return []
    if waits.first:
        text = _("The first goes out in {time}").format(time=spell((waits.first - now).total_seconds()))
    else:
        text = _("None of them has a time yet.")
    title = ngettext("One post waits for you", "{n} posts wait for you", waits.count).format(n=localize(waits.count))
    return [Need("advise", pgettext("menu", "Review"), title, text, pgettext("button", "Review"), reverse("reviews"))]


def _unreviewed(user: User) -> list[Need]:
    """Teams in which nothing this person writes can ever go out."""
    teams = teams_without_reviewer(user)
    if not teams:
        return []
    able = any(may(user, Right.PEOPLE, team) for team in teams)
    if able:
        text = _("A second person must approve every post before it goes out. Give somebody the role Reviewer.")
    else:
        text = _("A second person must approve every post before it goes out. Ask an administrator to add a reviewer.")
    return [
        Need(
            tone="review",
            word=pgettext("menu", "Review"),
            title=_("Nobody else can review posts in {teams}").format(teams=_listed([team.name for team in teams])),
            text=text,
            action=_("Add a reviewer") if able else "",
            url=reverse("people") if able else "",
        )
    ]


def spell(seconds: float) -> str:
    """A waiting time in hours and minutes, or days: "2 h 40 min", "3 days"."""
    minutes = max(1, int(seconds // 60))
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
    days = minutes // (24 * 60)
    return ngettext("{n} day", "{n} days", days).format(n=days)


def _listed(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > 2:
        return _("{names} and {n} more").format(names=", ".join(names[:2]), n=len(names) - 2)
    return _(" and ").join(names)
