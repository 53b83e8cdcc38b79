"""The Newsroom's connector: the organisation's own page, written to through a store."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from wellspoken.networks.base import Account, Limits, Measure, Outgoing, Picture, Prepared, Problem, Segment, Video
from wellspoken.networks.checks import common
from wellspoken.networks.newsroom.store import NoStore, Page, Store, StoreError
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled, UploadResult
from wellspoken.networks.spans import graphemes, links

LIMITS = Limits(
    max_length=20_000,
    unit="graphemes",
    max_title=150,
    max_pictures=10,
    picture_bytes=10_000_000,
    alt_length=2000,
    max_videos=1,
    video_types=("video/mp4", "video/webm"),
    can=frozenset({"delete", "edit", "video", "captions"}),
)


def _body(outgoing: Outgoing, handles: Mapping[str, str]) -> bytes:
    pictures = [
        {
            "ref": handles.get(f"picture:{number}", ""),
            "alt": picture.alt,
            "mime": picture.mime,
            "width": picture.width,
            "height": picture.height,
        }
        for number, picture in enumerate(outgoing.pictures)
    ]
    page: dict[str, Any] = {
        "title": outgoing.title,
        "text": outgoing.text,
        "lang": outgoing.lang[0] if outgoing.lang else "",
        "link": outgoing.link or "",
        "pictures": pictures,
        "created_at": outgoing.created_at.astimezone(UTC).isoformat(),
    }
    if outgoing.video is not None:
        page["film"] = _film(outgoing.video, handles.get("film", ""))
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()


def _film(video: Video, ref: str) -> dict[str, Any]:
    """The film as the page names it; the key is there only for pages with a film."""
    return {
        "ref": ref,
        "alt": video.alt,
        "mime": video.mime,
        "width": video.width,
        "height": video.height,
        "captions": [captions.lang for captions in video.captions],
    }


def _failed(error: StoreError) -> Sent:
    outcome = Outcome.NOT_SENT if error.proven else Outcome.UNKNOWN
    return Sent(outcome, reason="server_error", raw=str(error)[:4000])


class NewsroomConnector:
    """Publishes to ``store``; without one it measures, checks and prepares only.

    The body is JSON: ``title``, ``text``, ``lang``, ``link``, ``created_at`` (ISO,
    UTC), ``pictures`` (``ref`` from the store, ``alt``, ``mime``, ``width``, ``height``)
    and, with a film, ``film`` (the same, and the languages of its ``captions``).
    """

    code = "newsroom"
    name = "Newsroom"
    capabilities = frozenset(
        {"publish", "repeatable", "delete", "edit", "edit_alt", "pictures", "alt_text", "languages", "title"}
    )
    API_VERSION = ""
    RETIRES: date | None = None

    def __init__(self, store: Store | None = None) -> None:
        self.store: Store = store or NoStore()

    def limits(self, account: Account) -> Limits:
        """Return the Newsroom's own limits."""
        return LIMITS

    def measure(self, text: str, limits: Limits) -> Measure:
        """Count characters as a person sees them."""
        count = graphemes(text)
        return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length))

    def segments(self, text: str) -> list[Segment]:
        """Return the links; mentions and tags are plain words here."""
        return [Segment("link", start, end, url, url) for start, end, url in links(text)]

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        """Return what the page would not take."""
        found = common(outgoing, limits, self.measure)
        length = graphemes(outgoing.title)
        if not outgoing.title.strip():
            found.append(Problem("title_missing"))
        if limits.max_title is not None and length > limits.max_title:
            found.append(Problem("title_too_long", {"count": length, "most": limits.max_title}))
        return found

    def key_for(self, now: datetime) -> str:
        """Return a new key, sorting by time."""
        return f"{now.astimezone(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(6)}"

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the page; pictures get their references in ``upload``."""
        return Prepared(key, _body(outgoing, {}))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Keep the pictures where no page shows them yet."""
        try:
            handles = {
                f"picture:{number}": self._keep(picture, prepared.handles.get(f"picture:{number}"))
                for number, picture in enumerate(outgoing.pictures)
            }
            if outgoing.video is not None:
                handles["film"] = prepared.handles.get("film") or self.store.keep_film(outgoing.video)
        except StoreError as error:
            return UploadResult(failure=replace(_failed(error), outcome=Outcome.NOT_SENT))
        return UploadResult(Prepared(prepared.key, _body(outgoing, handles), handles))

    def _keep(self, picture: Picture, known: str | None) -> str:
        return known or self.store.keep_picture(picture)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Put the page up, once: a known key gives the page already there."""
        try:
            page = self.store.put_once(prepared.key, prepared.body)
        except StoreError as error:
            return _failed(error)
        if page.body != prepared.body:
            return Sent(Outcome.REFUSED, page.remote_id, page.url, "conflict")
        return Sent(Outcome.LIVE, page.remote_id, page.url)

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Look for the page by its key."""
        try:
            page: Page | None = self.store.find(prepared.key)
        except StoreError as error:
            return Settled(Presence.UNSURE, raw=str(error)[:4000])
        if page is None:
            return Settled(Presence.ABSENT)
        outcome = Presence.LIVE if page.body == prepared.body else Presence.UNSURE
        return Settled(outcome, page.remote_id, page.url)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Withdraw a page without giving a reason; see ``withdraw``."""
        return self.withdraw(remote_id, "")

    def withdraw(self, remote_id: str, reason: str) -> Sent:
        """Replace a page by a note that says it was withdrawn, and why."""
        try:
            there = self.store.withdraw(remote_id, reason)
        except StoreError as error:
            return _failed(error)
        return Sent(Outcome.LIVE, remote_id, reason="" if there else "already_gone")

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Show other words on a page, with a note that it was corrected. The same words again change nothing."""
        try:
            page = self.store.correct(remote_id, prepared.body)
        except StoreError as error:
            return _failed(error)
        gone = Sent(Outcome.REFUSED, remote_id, reason="not_found")
        return Sent(Outcome.LIVE, page.remote_id, page.url) if page else gone

    def says(self, account: Account, remote_id: str, prepared: Prepared) -> Settled:
        """Look whether the page shows these words now."""
        try:
            page = self.store.read(remote_id)
        except StoreError as error:
            return Settled(Presence.UNSURE, raw=str(error)[:4000])
        if page is None:
            return Settled(Presence.UNSURE, raw="the page is gone")
        return Settled(Presence.LIVE if page.body == prepared.body else Presence.ABSENT, page.remote_id, page.url)

    def verify(self, account: Account) -> Health:
        """The Newsroom is part of the product: it works when the product does."""
        return Health(True, handle=account.handle, display_name=account.handle, limits=LIMITS)
