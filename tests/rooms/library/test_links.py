"""Links in drafts: asked for once, looked up by one worker, told to the checks and to people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_httpserver import HTTPServer
from werkzeug import Response

from wellspoken.rooms.library import jobs, links
from wellspoken.rooms.library.models import LinkCheck
from wellspoken.rooms.library.saying import said, say_links

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def switched_on(settings: Any) -> None:
    settings.CHECK_LINKS = True


def asked(*texts: str) -> None:
    links.want(texts, timezone.now() - timedelta(minutes=1))


def at(server: HTTPServer, path: str) -> str:
    """An address as people write it, with dots."""
    return server.url_for(path).replace("localhost", "127.0.0.1")


def test_links_are_asked_for_once() -> None:
    asked("See https://example.org/a and https://example.org/b.", "https://example.org/a")
    asked("See https://example.org/a")
    assert sorted(LinkCheck.objects.values_list("url", flat=True)) == ["https://example.org/a", "https://example.org/b"]


def test_a_text_without_links_costs_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        links.want(["No link here."], timezone.now())
        assert links.facts(["No link here."]) == ()


def test_what_was_found_goes_to_the_checks(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_response(Response(status=302, headers={"Location": "/b"}))
    httpserver.expect_request("/b").respond_with_data("<title>Cures everything</title>", content_type="text/html")
    text = f"Read {at(httpserver, '/a')} today"
    asked(text)
    assert links.facts([text]) == ()
    assert jobs.check_links() == 1
    (fact,) = links.facts([text])
    assert (fact.status, fact.title, fact.error) == (200, "Cures everything", "")
    assert fact.final_url == at(httpserver, "/b")
    assert jobs.check_links() == 0


def test_a_link_that_is_gone_stays_known_as_gone(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data("no", status=404)
    text = at(httpserver, "/a")
    asked(text)
    jobs.check_links()
    (row,) = links.checks_for([text])
    assert row.gone_since is not None
    assert said(row).trouble
    assert "404" in said(row).sentence


def test_what_is_said_of_links_puts_trouble_first_and_names_imitations() -> None:
    now = timezone.now()
    for url, final in (
        ("https://example.org/a", "https://example.org/a"),
        ("https://example.org/b", "https://elsewhere.example.net/"),
        ("https://who-int.org/vaccine", "https://who-int.org/vaccine"),
    ):
        LinkCheck.objects.create(url=url, final_url=final, status=200, wanted_at=now, checked_at=now)
    rows = say_links(["See https://example.org/a and https://example.org/b", "or https://who-int.org/vaccine"])
    assert [(row.url[-1], row.trouble) for row in rows] == [("b", True), ("e", True), ("a", False)]
    assert "passed on from example.org" in rows[0].sentence
    assert "looks like who.int and is not" in rows[1].sentence
    assert all(row.found == now for row in rows)
    assert say_links(["no link"]) == []


def test_two_workers_look_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked("https://example.org/a")
    seen: list[str] = []

    def look(url: str, *, allow_private: bool) -> object:
        seen.append(url)
        assert links.check_next(timezone.now()) is False  # the other worker finds nothing to take
        return links_page(url)

    monkeypatch.setattr(links, "look_up", look)
    assert links.check_next(timezone.now())
    assert seen == ["https://example.org/a"]


def links_page(url: str) -> object:
    from wellspoken.networks.links import Page

    return Page(url, url, 200)


def test_switched_off_asks_nobody(settings: Any) -> None:
    settings.CHECK_LINKS = False
    asked("https://example.org/a")
    assert not LinkCheck.objects.exists()
    assert jobs.check_links() == 0
