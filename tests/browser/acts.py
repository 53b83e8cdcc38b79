"""What people do on the pages, as they would say it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

SAVED = "Saved a moment ago"


def new_post(page: Page, url: str) -> None:
    """Open the composer with an empty post."""
    page.goto(f"{url}/write/")
    page.get_by_role("button", name="Start writing").first.click()
    page.wait_for_url(re.compile(r"/posts/\d+/edit/$"))
    expect(editor(page)).to_be_visible()


def editor(page: Page) -> Locator:
    """The open text."""
    return page.locator("#compose-editor > div:not([hidden]) .cm-content")


def write(page: Page, words: str) -> None:
    """Type at the end of the open text."""
    editor(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(page: Page) -> None:
    """Wait until the header says that everything typed is saved."""
    expect(page.locator("#saved")).to_have_text(SAVED)


def send(page: Page) -> None:
    """Send the open post to review; ends on the post's page."""
    page.get_by_role("button", name="Send to review").click()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
