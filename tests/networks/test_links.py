"""Where links lead: redirects, status, the words of the card; never into the house."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from wellspoken.networks import links

PAGE = """<html><head><title>Flu &amp; you</title>
<meta property="og:title" content="Flu, the facts"><meta name="description" content=" What helps,  and what not. ">
<meta property="article:modified_time" content="2026-03-01T10:00:00Z"></head><body><title>no</title></body></html>"""


def test_a_page_tells_its_card(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/flu").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    page = links.look_up(httpserver.url_for("/flu"), allow_private=True)
    assert (page.status, page.error) == (200, "")
    assert (page.title, page.description) == ("Flu, the facts", "What helps, and what not.")
    assert page.modified == "2026-03-01"
    assert page.final_url == page.url


def test_redirects_are_followed_to_their_end(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_response(Response(status=302, headers={"Location": "/b"}))
    httpserver.expect_request("/b").respond_with_response(Response(status=301, headers={"Location": "/c"}))
    httpserver.expect_request("/c").respond_with_data("gone", status=410)
    page = links.look_up(httpserver.url_for("/a"), allow_private=True)
    assert page.status == 410
    assert page.final_url == httpserver.url_for("/c")


def test_going_round_in_circles_ends(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_response(Response(status=302, headers={"Location": "/a"}))
    assert links.look_up(httpserver.url_for("/a"), allow_private=True).error == "redirects"


@pytest.mark.parametrize("place", ["http://169.254.169.254/latest/", "http://[::ffff:169.254.169.254]/"])
def test_a_redirect_into_the_cloud_is_refused(httpserver: HTTPServer, place: str) -> None:
    httpserver.expect_request("/a").respond_with_response(Response(status=302, headers={"Location": place}))
    page = links.look_up(httpserver.url_for("/a"), allow_private=True)
    assert (page.error, page.status) == ("refused", None)


def test_this_machine_is_refused_unless_allowed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/flu").respond_with_data("in the house")
    assert links.look_up(httpserver.url_for("/flu")).error == "refused"
    assert not httpserver.log


@pytest.mark.parametrize("place", ["file:///etc/hostname", "javascript:alert(1)", "ftp://example.org/"])
def test_other_schemes_are_not_followed(httpserver: HTTPServer, place: str) -> None:
    httpserver.expect_request("/a").respond_with_response(Response(status=302, headers={"Location": place}))
    assert links.look_up(httpserver.url_for("/a"), allow_private=True).error in {"odd", "refused"}


def test_nobody_there(httpserver: HTTPServer) -> None:
    address = httpserver.url_for("/flu")
    httpserver.stop()
    page = links.look_up(address, allow_private=True)
    assert (page.error, page.status) == ("unreachable", None)
    httpserver.start()


def test_a_file_that_is_no_page(httpserver: HTTPServer) -> None:
    headers = {"Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT"}
    httpserver.expect_request("/x.pdf").respond_with_data(b"%PDF", headers=headers, content_type="application/pdf")
    page = links.look_up(httpserver.url_for("/x.pdf"), allow_private=True)
    assert (page.status, page.title, page.modified) == (200, "", "2015-10-21")
