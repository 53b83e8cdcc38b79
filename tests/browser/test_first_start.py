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
        assert page.url == f"{house.url}/me/security/"  # administrators need a second factor
        bare.close()
        _keyboard(browser, house.url, password)


def _keyboard(browser: Browser, home: str, password: str) -> None:
    alive = context(browser, DESK, "dark")
    page = alive.new_page()
    page.goto(f"{home}/accounts/login/")
    assert violations(page) == []
    go_on(page, login="ana@example.org", password=password)
    page.wait_for_url(f"{home}/me/security/")
    _protect(page, home, password)
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


def _protect(page: Page, home: str, password: str) -> None:
    """A passkey on a device that the browser invents; then signing in with it."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "isUserVerified": True}})
    assert violations(page) == []
    page.goto(f"{home}/me/security/codes/")
    assert violations(page) == []  # the password once more
    go_on(page, password=password)
    page.wait_for_url(f"{home}/me/security/codes/")
    assert page.locator(".qr svg").bounding_box()["width"] > 150  # type: ignore[index]
    assert violations(page) == []
    page.goto(f"{home}/me/security/passkeys/")
    assert violations(page) == []
    page.get_by_role("button", name="Go on with this device").click()
    page.wait_for_url(f"{home}/me/security/recovery/")
    assert page.locator(".recovery-codes li").count() == 10
    assert violations(page) == []
    page.get_by_role("link", name="Done").click()
    assert page.get_by_text("Passkey 1", exact=True).first.is_visible()
    page.context.clear_cookies()
    page.goto(f"{home}/accounts/login/")
    go_on(page, login="ana@example.org", password=password)
    page.wait_for_url(f"{home}/accounts/second/")
    assert violations(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{home}/")
