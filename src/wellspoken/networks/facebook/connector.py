"""The connector for Facebook Pages.

Graph API v26.0, in service at least until July 2028 (see ``networks/graph.py``).
Settling: class A, by the number the unpublished post has before it is published.

Limits: 63,206 characters (help pages of Meta, repeated by publer.com); up to ten
pictures of 4 MB, JPEG or PNG (developers.facebook.com, "Photos"); films of four
hours and 10 GB ("Video API"); Meta names no longest description of a picture, 1,000
characters is ours. Only films can be marked as made by a machine.

Rights: ``pages_show_list`` to choose the page, ``pages_manage_posts`` to write
and delete, ``pages_read_engagement`` to ask whether a post is out.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from wellspoken.networks import graph, spans
from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Prepared, Problem, Segment
from wellspoken.networks.budget import Budget
from wellspoken.networks.checks import common
from wellspoken.networks.facebook import film
from wellspoken.networks.facebook.publishing import FORM, is_film, look_up, path, upload, words, words_field
from wellspoken.networks.facebook.reading import FacebookReading
from wellspoken.networks.graph_signin import GraphSignIn, agreed_until
from wellspoken.networks.http import OddAnswer, Reply
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Health, Outcome, Sent, Settled, UploadResult
from wellspoken.networks.visible import asked, deleted, judge_visible

BEFORE_SECONDS, VISIBLE_SECONDS, AFTER_SECONDS = 3.0, 14.0, 7.0
"""Together no longer than the contract's ``PUBLISH_SECONDS``."""
FILM_SECONDS = 3600.0
"""The longest that bringing a film may take."""
LIMITS = Limits(
    max_length=63_206,
    unit="characters",
    max_pictures=10,
    picture_bytes=4_000_000,
    picture_types=("image/jpeg", "image/png"),
    alt_length=1000,
    max_videos=1,
    video_bytes=10_000_000_000,
    video_seconds=14_400.0,
    video_types=("video/mp4", "video/quicktime"),
    can=frozenset({"delete", "edit", "link_preview", "video", "captions", "ai_made"}),
)


def _now() -> datetime:
    return datetime.now(UTC)


class FacebookConnector(FacebookReading, GraphSignIn):
    """Facebook Pages. ``clock`` tells the time, aware."""

    code = "facebook"
    name = "Facebook"
    capabilities = frozenset(
        {"publish", "repeatable", "delete", "edit", "pictures", "alt_text", "oauth", "app", "metrics"}
    )
    API_VERSION = graph.VERSION
    RETIRES = graph.RETIRES
    scopes = ("pages_show_list", "pages_manage_posts", "pages_read_engagement")

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self.clock = clock

    def _line(self, account: Account) -> Line:
        return Line(account, self.clock, graph.MANNER)

    def account_of(self, page: Mapping[str, Any], secrets: Mapping[str, str], server: str) -> Account | None:
        """Return the page as an account."""
        handle = str(page.get("username") or page.get("name") or page["id"])
        settings = {"name": str(page.get("name") or handle), "limits": LIMITS.to_json()}
        return Account(self.code, server, str(page["id"]), handle, secrets, settings)

    def limits(self, account: Account) -> Limits:
        """Return the network's limits; they are the same for every page."""
        return LIMITS

    def measure(self, text: str, limits: Limits) -> Measure:
        """Count characters."""
        count = len(text)
        return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length))

    def segments(self, text: str) -> list[Segment]:
        """Return links and tags; a name after @ stays plain text when it comes from outside."""
        found = [Segment(kind, start, end, text[start:end], to) for kind, start, end, to in spans.marks(text)]
        return sorted((one for one in found if one.kind != "mention"), key=lambda one: one.start)

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what Facebook would refuse."""
        found = common(outgoing, limits, self.measure)
        if outgoing.link and outgoing.pictures and outgoing.link not in outgoing.text:
            found.append(Problem("link_not_shown", {"link": outgoing.link}))
        if outgoing.video is not None and outgoing.pictures:
            found.append(Problem("video_and_pictures"))
        if outgoing.disclosure.ai_made and outgoing.video is None:
            found.append(Problem("cannot", {"what": "ai_made"}))
        return found

    def key_for(self, now: datetime) -> str:
        """Return a new name for this delivery; Facebook never sees it."""
        return str(uuid.uuid4())

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Note the words; ``upload`` makes the post."""
        return Prepared(key, words(outgoing))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Upload pictures and make the post, or bring the film; unpublished."""
        line = self._line(account)
        if outgoing.video is not None:
            line.budget = Budget(FILM_SECONDS, attempts=2)
        try:
            return UploadResult(upload(line, outgoing, prepared))
        except Refused as refused:
            return UploadResult(failure=refused.sent)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Publish the post that was made, once."""
        line, number = self._line(account), prepared.handles.get("post", "")
        if not number:
            return Sent(Outcome.NOT_SENT, reason="upload_again", retry_after=0.0)
        try:
            early = film.not_yet(replace(line, budget=Budget(BEFORE_SECONDS)), prepared) if is_film(prepared) else None
        except Refused as refused:
            return refused.sent
        if early is not None:
            return early
        call = line.call("POST", path(number))
        call = replace(call, body=prepared.body, headers={**call.headers, **FORM})
        answer = line.once(call, VISIBLE_SECONDS)
        after = replace(line, budget=Budget(AFTER_SECONDS))

        def written(reply: Reply) -> tuple[str, str]:
            if reply.json().get("success") is not True:
                raise OddAnswer("not a success")
            return number, graph.permalink(after, path(number), "permalink_url")

        return judge_visible(after, answer, written, lambda: look_up(after, prepared))

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Ask whether the post with our number is published. ``since`` is not needed."""
        return asked(lambda: look_up(self._line(account), prepared))

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the post. Facebook says "not found" also to a token that may not see it: the page is asked first."""
        line = self._line(account)
        answer = line.twice(line.call("DELETE", path(remote_id)))
        sent = deleted(line, remote_id, answer)
        if sent.reason != "already_gone":
            return sent
        health = self.verify(account)
        return sent if health.ok else Sent(Outcome.UNKNOWN, reason=health.reason, raw=health.raw)

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Replace the words of a post that this application made."""
        line = self._line(account)
        try:
            changed = {words_field(remote_id): json.loads(prepared.body)["message"]}
            reply = line.insist(lambda: line.form(path(remote_id), changed))
        except Refused as refused:
            return refused.sent
        except (ValueError, KeyError, TypeError):
            return Sent(Outcome.REFUSED, reason="invalid", raw="not what prepare made")
        return Sent(Outcome.LIVE, remote_id, status=reply.status)

    def verify(self, account: Account) -> Health:
        """Ask who we are and until when the person's agreement lasts."""
        try:
            found = self._line(account).get(path(account.remote_id), {"fields": "id,name"})
        except Refused as refused:
            return Health(False, refused.sent.reason, raw=refused.sent.raw)
        if found.get("id") != account.remote_id:
            return Health(False, "odd_answer", raw="another account")
        name = str(found.get("name", ""))
        return Health(True, "", agreed_until(account), account.handle, name, LIMITS)
