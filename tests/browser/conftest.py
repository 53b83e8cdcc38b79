"""Real pages in a real browser: the sample hospital served once for the whole run."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, StorageState

from scripts.serving import DESK, PHONE, Served, build_sample, chromium, context, served, sign_in

SIZES = {"desk": DESK, "phone": PHONE}
SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the sample hospital, built by the first process of this run that needs one."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "sample"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            build_sample(folder)
    return folder


@pytest.fixture(scope="session")
def house(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product with a copy of the sample hospital, worker included."""
    data = tmp_path_factory.mktemp("browser") / "data"
    shutil.copytree(sample, data)
    with served(data) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def states(house: Served, browser: Browser) -> Callable[[str], StorageState]:
    """states("Ana Berg") gives the cookies of somebody signed in; each person signs in once."""

    @cache
    def state(name: str) -> StorageState:
        with context(browser, DESK) as fresh:
            sign_in(fresh.new_page(), house.url, name)
            return fresh.storage_state()

    return state


@pytest.fixture
def enter(house: Served, browser: Browser, states: Callable[[str], StorageState]) -> Iterator[SignIn]:
    """enter("Ana Berg", size="phone", theme="dark") gives a page signed in as that person; errors in it fail the test.

    `forgive`: words of an error of the console that the test itself causes.
    """
    opened = []
    troubles: list[str] = []

    def complain(message: ConsoleMessage, forgive: str) -> None:
        if message.type == "error" and forgive not in message.text:
            troubles.append(f"{message.text} at {message.location.get('url')}")

    def open_as(name: str | None = None, size: str = "desk", theme: str = "light", forgive: str = "\0") -> Page:
        fresh = context(browser, SIZES[size], theme, state=states(name) if name else None)
        opened.append(fresh)
        page = fresh.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: complain(message, forgive))
        page.on(
            "request",
            lambda request: troubles.append(f"asked {request.url}") if elsewhere(request.url, house.url) else None,
        )
        return page

    yield open_as
    for one in opened:
        one.close()
    assert not troubles, troubles[:5]


def elsewhere(address: str, home: str) -> bool:
    return not address.startswith((home, home.replace("localhost", "127.0.0.1"), "data:", "blob:", "about:"))
