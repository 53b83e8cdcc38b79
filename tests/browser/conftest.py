"""Real pages in a real browser: the sample hospital served once for the whole run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from scripts.serving import DESK, PHONE, Served, chromium, context, served, sign_in

SIZES = {"desk": DESK, "phone": PHONE}
SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product with the sample hospital, worker included."""
    folder = tmp_path_factory.mktemp("browser") / "data"
    folder.mkdir()
    with served(Path(folder), "--demo") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def enter(house: Served, browser: Browser) -> Iterator[SignIn]:
    """enter("Ana Berg", size="phone", theme="dark") gives a page signed in as that person; errors in it fail the test.

    `forgive`: words of an error of the console that the test itself causes.
    """
    opened = []
    troubles: list[str] = []

    def complain(message: ConsoleMessage, forgive: str) -> None:
        if message.type == "error" and forgive not in message.text:
            troubles.append(f"{message.text} at {message.location.get('url')}")

    def open_as(name: str | None = None, size: str = "desk", theme: str = "light", forgive: str = "\0") -> Page:
        fresh = context(browser, SIZES[size], theme)
        opened.append(fresh)
        page = fresh.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: complain(message, forgive))
        page.on(
            "request",
            lambda request: troubles.append(f"asked {request.url}") if elsewhere(request.url, house.url) else None,
        )
        if name:
            sign_in(page, house.url, name)
        return page

    yield open_as
    for one in opened:
        one.close()
    assert not troubles, troubles[:5]


def elsewhere(address: str, home: str) -> bool:
    return not address.startswith((home, home.replace("localhost", "127.0.0.1"), "data:", "blob:", "about:"))
