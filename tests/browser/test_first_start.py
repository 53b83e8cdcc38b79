"""First start in a real browser: the wizard without JavaScript, then the keyboard in the finished house."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts.serving import DESK, PHONE, context, served
from tests.browser.axe import violations

pytestmark = pytest.mark.browser


def go_on(page: Page, **typed: str) -> None:
    for name, value in typed.items():
        page.fill(f"#id_{name}", value)
    page.locator("main form .btn.primary").click()


def test_from_nothing_to_the_first_page(tmp_path: Path, browser: Browser) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with served(folder) as house:
        bare = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
        page = bare.new_page()
        page.goto(f"{house.url}/calendar/")
        assert page.url == f"{house.url}/start/"
        page.get_by_role("link", name="Begin the set-up").click()
        go_on(page)
        assert page.get_by_role("alert").inner_text()
        page.get_by_label("Norway").check()
        go_on(page, name="Elm & Harbour Health")
        go_on(page, domains="elm-harbour.example.org")
        go_on(page, newsroom_slug="elm-harbour")
        password = "four odd words here"
        go_on(page, name="Ana Berg", email="ana@example.org", password=password, again=password)
        assert page.url == f"{house.url}/"
        bare.close()
        _keyboard(browser, house.url, password)


def _keyboard(browser: Browser, home: str, password: str) -> None:
    alive = context(browser, DESK, "dark")
    page = alive.new_page()
    page.goto(f"{home}/accounts/login/")
    assert violations(page) == []
    go_on(page, login="ana@example.org", password=password)
    page.wait_for_url(f"{home}/")
    page.locator("dialog[data-mounted]").wait_for(state="attached")
    page.keyboard.press("?")
    assert page.get_by_role("heading", name="Keyboard shortcuts").is_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url(f"{home}/settings/")
    page.fill("#id_name", "g h stays text")
    page.locator("#id_name").press("g")
    page.locator("#id_name").press("h")
    assert page.url == f"{home}/settings/"
    alive.close()
