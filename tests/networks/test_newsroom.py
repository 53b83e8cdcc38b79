"""The Newsroom's connector with a store in memory."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.networks.conftest import picture
from wellspoken.networks.base import Picture
from wellspoken.networks.contract import Account, Outcome, Outgoing, Prepared, Presence
from wellspoken.networks.newsroom.connector import NewsroomConnector
from wellspoken.networks.newsroom.store import Page, StoreError
from wellspoken.networks.registry import connector

NOW = datetime.now(UTC)
ACCOUNT = Account("newsroom", "https://example.org", "1", "Elm & Harbour Health")


class Shelf:
    """A store that can fail before or after its work."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.pictures: dict[str, bytes] = {}
        self.withdrawn: dict[str, str] = {}
        self.fails: list[str] = []

    def _maybe(self, when: str) -> None:
        if when in self.fails:
            self.fails.remove(when)
            raise StoreError(when, proven=when == "before")

    def keep_picture(self, picture: Picture) -> str:
        self._maybe("before")
        name = hashlib.sha256(picture.load()).hexdigest()
        self.pictures[name] = picture.load()
        return name

    def put_once(self, key: str, body: bytes) -> Page:
        self._maybe("before")
        number = str(len(self.pages) + 1)
        page = self.pages.setdefault(key, Page(number, f"https://example.org/news/{number}", body))
        self._maybe("after")
        return page

    def find(self, key: str) -> Page | None:
        self._maybe("asking")
        return self.pages.get(key)

    def read(self, remote_id: str) -> Page | None:
        self._maybe("asking")
        return next((page for page in self.pages.values() if page.remote_id == remote_id), None)

    def correct(self, remote_id: str, body: bytes) -> Page | None:
        self._maybe("before")
        found = next((key for key, page in self.pages.items() if page.remote_id == remote_id), None)
        if found is None or remote_id in self.withdrawn:
            return None
        self.pages[found] = replace(self.pages[found], body=body)
        self._maybe("after")
        return self.pages[found]

    def withdraw(self, remote_id: str, reason: str) -> bool:
        self._maybe("before")
        there = any(page.remote_id == remote_id for page in self.pages.values())
        self.withdrawn |= {remote_id: reason} if there else {}
        return there


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def newsroom(shelf: Shelf) -> NewsroomConnector:
    return NewsroomConnector(shelf)


def ready(newsroom: NewsroomConnector, text: str = "Ærlig talt", pictures: tuple[Picture, ...] = ()) -> Prepared:
    outgoing = Outgoing(text, NOW, ("nb",), pictures, title="Overskrift", link="https://example.org/kilde")
    first = newsroom.prepare(ACCOUNT, outgoing, newsroom.key_for(NOW))
    result = newsroom.upload(ACCOUNT, outgoing, first)
    assert result.prepared is not None
    return result.prepared


def test_a_page_with_pictures(newsroom: NewsroomConnector, shelf: Shelf) -> None:
    prepared = ready(newsroom, pictures=(picture("red", "rød"), picture("blue", "blå")))
    sent = newsroom.publish(ACCOUNT, prepared)
    assert (sent.outcome, sent.remote_id, sent.url) == (Outcome.LIVE, "1", "https://example.org/news/1")
    page = json.loads(shelf.pages[prepared.key].body)
    assert (page["title"], page["text"], page["lang"]) == ("Overskrift", "Ærlig talt", "nb")
    assert page["link"] == "https://example.org/kilde"
    assert [one["alt"] for one in page["pictures"]] == ["rød", "blå"]
    assert all(one["ref"] in shelf.pictures for one in page["pictures"])
    assert Prepared.from_json(json.loads(json.dumps(prepared.to_json()))) == prepared


def test_the_same_key_is_the_same_page(newsroom: NewsroomConnector, shelf: Shelf) -> None:
    prepared = ready(newsroom)
    assert newsroom.publish(ACCOUNT, prepared) == newsroom.publish(ACCOUNT, prepared)
    other = Prepared(prepared.key, b"{}")
    assert newsroom.publish(ACCOUNT, other).reason == "conflict"
    assert newsroom.settle(ACCOUNT, other, NOW).outcome is Presence.UNSURE
    assert len(shelf.pages) == 1


@pytest.mark.parametrize(
    ("when", "outcome", "found"),
    [("before", Outcome.NOT_SENT, Presence.ABSENT), ("after", Outcome.UNKNOWN, Presence.LIVE)],
)
def test_a_store_in_trouble(
    newsroom: NewsroomConnector, shelf: Shelf, when: str, outcome: Outcome, found: Presence
) -> None:
    prepared = ready(newsroom)
    shelf.fails.append(when)
    assert newsroom.publish(ACCOUNT, prepared).outcome is outcome
    assert newsroom.settle(ACCOUNT, prepared, NOW).outcome is found
    shelf.fails.append("asking")
    assert newsroom.settle(ACCOUNT, prepared, NOW).outcome is Presence.UNSURE


def test_withdrawing_says_why_and_repeats(newsroom: NewsroomConnector, shelf: Shelf) -> None:
    sent = newsroom.publish(ACCOUNT, ready(newsroom))
    assert newsroom.withdraw(sent.remote_id, "Samtykket er trukket").done
    assert shelf.withdrawn == {"1": "Samtykket er trukket"}
    assert newsroom.delete(ACCOUNT, "nothing").reason == "already_gone"
    shelf.fails.append("before")
    assert newsroom.delete(ACCOUNT, sent.remote_id).outcome is Outcome.NOT_SENT


def test_a_picture_that_cannot_be_kept_is_tried_later(newsroom: NewsroomConnector, shelf: Shelf) -> None:
    shelf.fails.append("before")
    outgoing = Outgoing("x", NOW, (), (picture(),), title="x")
    result = newsroom.upload(ACCOUNT, outgoing, newsroom.prepare(ACCOUNT, outgoing, "key"))
    assert result.failure is not None
    assert result.failure.outcome is Outcome.NOT_SENT


def test_without_a_store_nothing_is_published() -> None:
    plain = connector("newsroom")
    sent = plain.publish(ACCOUNT, Prepared("key", b"{}"))
    assert sent.outcome is Outcome.NOT_SENT
    assert plain.settle(ACCOUNT, Prepared("key", b"{}"), NOW).outcome is Presence.UNSURE
    assert not plain.delete(ACCOUNT, "1").done


@pytest.mark.parametrize(("title", "code"), [("", "title_missing"), ("x" * 151, "title_too_long")])
def test_a_page_needs_a_title_that_fits(newsroom: NewsroomConnector, title: str, code: str) -> None:
    found = newsroom.check(Outgoing("x", NOW, title=title), newsroom.limits(ACCOUNT))
    assert [problem.code for problem in found] == [code]


def test_a_correction_takes_the_place_of_the_words(newsroom: NewsroomConnector, shelf: Shelf) -> None:
    sent = newsroom.publish(ACCOUNT, ready(newsroom, "Åpent til 20"))
    better = ready(newsroom, "Åpent til 19")
    assert newsroom.says(ACCOUNT, sent.remote_id, better).outcome is Presence.ABSENT
    for when, outcome in (("before", Outcome.NOT_SENT), ("after", Outcome.UNKNOWN)):
        shelf.fails = [when]
        assert newsroom.edit(ACCOUNT, sent.remote_id, better).outcome is outcome
    assert newsroom.says(ACCOUNT, sent.remote_id, better).outcome is Presence.LIVE
    assert newsroom.edit(ACCOUNT, sent.remote_id, better).done
    assert newsroom.edit(ACCOUNT, "404", better).reason == "not_found"
