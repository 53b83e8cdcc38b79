"""Every page of the product, at two sizes: few queries, small, nothing from elsewhere, one heading, a language."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.house import address, crowd, make_all_knowing, make_house
from tests.web.routes import ROUTES

pytestmark = pytest.mark.django_db
QUERIES, BYTES = 12, 20_000
#: what a film and its captions cost a post that has one, as the house's has; and two pages that count what a person
#: has in every room before something that cannot be undone. Never more with more rows.
MORE = {"compose": 2, "post_checks": 1, "review": 4, "person_leave": 1, "person_erase": 6}
PAGES = [name for name, route in ROUTES.items() if route.method == "get" and not route.closed]
OWN_HOSTS = {"", "testserver"}
#: tags whose `href` only points somewhere, and loads nothing
POINTERS = {"a", "area"}
POINTING_LINKS = {"canonical", "alternate", "prev", "next"}
NO_WORK = ("SAVEPOINT", "RELEASE")


class Page(HTMLParser):
    """What a page loads, and what it is called."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.count: dict[str, int] = defaultdict(int)
        self.lang = ""
        self.title = ""
        self._open = ""
        self.feed(html)
        self.loads += re.findall(r"@import\s+[\"'(]*([^\"')\s;]+)", html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.count[tag] += 1
        self._open = tag
        if tag == "html":
            self.lang = values.get("lang", "")
        points = tag in POINTERS or (tag == "link" and values.get("rel", "") in POINTING_LINKS)
        self.loads += [values[n] for n in ("src", "poster", "data", "action", "formaction") if values.get(n)]
        self.loads += [part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()]
        self.loads += [] if points else [values["href"]] if values.get("href") else []

    def handle_data(self, data: str) -> None:
        self.title += data.strip() if self._open == "title" else ""

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def faults(self) -> list[str]:
        """What is wrong with it, in words."""
        elsewhere = [url for url in self.loads if urlsplit(url).netloc not in OWN_HOSTS]
        found = [f"loads from elsewhere: {elsewhere}"] if elsewhere else []
        found += [f"{self.count['h1']} h1"] if self.count["h1"] != 1 else []
        found += ["no lang"] if not self.lang else []
        return found + (["no title"] if not self.title else [])


def faults_of(client: Client, where: str, most: int = QUERIES) -> list[str]:
    """What is wrong with the page at this address; asked again where something is: what the checks say is kept then."""
    return _faults(client, where, most) and _faults(client, where, most)


def _faults(client: Client, where: str, most: int) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(where)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    queries = [q["sql"] for q in asked.captured_queries if not q["sql"].startswith(NO_WORK)]
    found = [f"{len(queries)} queries"] if len(queries) > most else []
    if answer.status_code not in {200, 302, 400, 404, 503}:
        found.append(f"status {answer.status_code}")
    if answer.status_code in {301, 302} or not answer["Content-Type"].startswith("text/html"):
        return found
    size = len(gzip.compress(body))
    return found + ([f"{size} bytes"] if size > BYTES else []) + Page(body.decode()).faults()


@pytest.mark.parametrize("size", ["few", "many"])
def test_every_page(size: str) -> None:
    house = make_house()
    if size == "many":
        crowd(house)
    client = Client()
    client.force_login(make_all_knowing())
    most = {name: QUERIES + MORE.get(name, 0) for name in PAGES}
    found = {name: faults_of(client, address(name, ROUTES[name], house), most[name]) for name in PAGES}
    assert not {name: faults for name, faults in found.items() if faults}


def test_pages_for_those_who_are_not_signed_in() -> None:
    house = make_house()
    crowd(house)
    public = [name for name in PAGES if "public" in ROUTES[name].who]
    found = {name: faults_of(Client(), address(name, ROUTES[name], house)) for name in public}
    assert not {name: faults for name, faults in found.items() if faults}


def test_the_pages_of_the_first_start() -> None:
    from wellspoken.web.start.steps import STEPS

    asked = [reverse("start"), *[reverse("start_step", args=[step.slug]) for step in STEPS]]
    found = {where: faults_of(Client(), where) for where in asked}
    assert not {where: faults for where, faults in found.items() if faults}


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<html lang="en"><title>T</title><h1>A</h1><img src="//cdn.example.com/a.png">', "loads from elsewhere"),
        (
            '<html lang="en"><title>T</title><h1>A</h1><link rel="stylesheet" href="//x.example.com">',
            "loads from",
        ),
        ('<html lang="en"><title>T</title><h1>A</h1><h1>B</h1>', "2 h1"),
        ("<html><title>T</title><h1>A</h1>", "no lang"),
        ('<html lang="en"><h1>A</h1>', "no title"),
        (
            '<html lang="en"><title>T</title><h1>A</h1><style>@import "//x.example.com/a.css"</style>',
            "loads from",
        ),
    ],
)
def test_faults_are_found(html: str, fault: str) -> None:
    assert fault in Page(html).faults()[0]
    good = '<html lang="en"><title>T</title><h1>A</h1><a href="https://www.who.int">W</a><img src="/a.png">'
    assert Page(good).faults() == []
