"""Writing in a real browser: checks in the text, saving, two people at once, no connection, no lost word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from scripts.serving import DESK, PHONE, Served, context
from tests.browser.axe import violations

pytestmark = pytest.mark.browser
NUMBER = "842-41-8036"
SAVED = "Saved a moment ago"


@pytest.fixture
def ana(house: Served, browser: Browser, states: Callable[[str], StorageState]) -> Iterator[Page]:
    """A writer with a new, empty post open."""
    opened = context(browser, DESK, state=states("Ana Berg"))
    page = opened.new_page()
    page.goto(f"{house.url}/write/")
    page.get_by_role("button", name="Start writing").first.click()
    page.wait_for_url(re.compile(r"/posts/\d+/edit/$"))
    expect(editor(page)).to_be_visible()
    yield page
    opened.close()


def editor(page: Page) -> Locator:
    return page.locator("#compose-editor > div:not([hidden]) .cm-content")


def write(page: Page, words: str) -> None:
    """Type at the end of the open text."""
    page.locator("#compose-editor > div:not([hidden]) .cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text(SAVED)


def test_a_finding_is_in_the_text_and_beside_it_and_is_mended_with_one_press(ana: Page) -> None:
    write(ana, f"💙 The number is {NUMBER}, thank you.")
    mark = ana.locator(".cm-block", has_text=NUMBER)
    expect(mark).to_have_text(NUMBER)  # exactly these words, after an emoji of two units
    expect(ana.locator("#check-said")).to_contain_text("stop")
    ana.keyboard.press("F8")
    assert ana.evaluate("getSelection().toString()") == NUMBER
    card = ana.locator(".finding.on")
    expect(card).to_contain_text("National identity number")
    card.locator("[data-fix]").click()
    expect(editor(ana)).not_to_contain_text(NUMBER)
    ana.locator("#check-list [data-undo]").click()
    expect(editor(ana)).to_contain_text(NUMBER)
    saved(ana)


def test_a_channel_with_its_own_text_and_back(ana: Page) -> None:
    write(ana, "Walk with us.")
    ana.get_by_role("tab").nth(1).click()
    ana.get_by_role("button", name="Write an own text for this channel").click()
    write(ana, " Only here.")
    saved(ana)
    ana.reload()
    ana.get_by_role("tab").nth(1).click()
    expect(editor(ana)).to_have_text("Walk with us. Only here.")
    ana.get_by_role("button", name="Back to the common text").click()
    expect(editor(ana)).to_have_text("Walk with us.")
    ana.locator("#compose-notes [data-undo]").click()
    expect(editor(ana)).to_have_text("Walk with us. Only here.")


def test_two_people_at_once_choose_and_lose_nothing(ana: Page, browser: Browser) -> None:
    write(ana, "One two three.")
    saved(ana)
    other = context(browser, DESK)
    other.add_cookies(ana.context.cookies())
    bo = other.new_page()
    bo.goto(ana.url)
    bo.locator("#compose-title").fill("A title by the other")
    saved(bo)
    write(ana, " More here.")
    dialog = ana.locator("#compose-conflict")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("A title by the other")
    dialog.get_by_role("button", name="Use both together").click()
    saved(ana)
    expect(ana.locator("#compose-title")).to_have_value("A title by the other")
    expect(editor(ana)).to_have_text("One two three. More here.")
    other.close()


def test_what_was_typed_without_a_connection_is_kept_through_a_closed_tab(ana: Page) -> None:
    write(ana, "Before.")
    saved(ana)
    where, opened = ana.url, ana.context
    opened.set_offline(True)
    write(ana, " Typed on a train.")
    expect(ana.locator("#compose-notes")).to_contain_text("No connection")
    ana.close()
    opened.set_offline(False)
    page = opened.new_page()
    page.goto(where)
    expect(page.locator("#compose-notes")).to_contain_text("We kept what you typed")
    page.get_by_role("button", name="Bring it back").click()
    expect(editor(page)).to_have_text("Before. Typed on a train.")
    saved(page)


def test_a_session_that_ends_loses_nothing(ana: Page) -> None:
    write(ana, "Before.")
    saved(ana)
    cookies = ana.context.cookies()
    ana.context.clear_cookies(name="sessionid")
    write(ana, " After.")
    expect(ana.locator("#compose-notes")).to_contain_text("signed out")
    ana.context.add_cookies(cookies)
    saved(ana)  # tried again by itself
    ana.reload()
    expect(editor(ana)).to_have_text("Before. After.")


def test_a_time_that_has_passed_is_said_and_a_good_one_is_kept(ana: Page) -> None:
    ana.locator("#compose-plan summary").click()
    ana.locator("#plan-wall").fill("2020-01-01T09:00")
    ana.locator("#plan-wall").blur()
    expect(ana.locator("#plan-said")).to_have_text("That time has passed. Choose a later one.")
    ana.locator("#plan-wall").fill("2031-06-02T09:00")
    ana.locator("#plan-wall").blur()
    expect(ana.locator("#plan-label")).to_contain_text("2 Jun 2031, 09:00")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_composer_is_open_to_everybody(ana: Page, browser: Browser, size: dict[str, int], theme: str) -> None:
    write(ana, f"Number {NUMBER} and #wearehearthealth")
    saved(ana)
    opened = context(browser, size, theme)
    opened.add_cookies(ana.context.cookies())
    page = opened.new_page()
    page.goto(ana.url)
    if size is PHONE:
        expect(page.locator("#to-checks")).to_contain_text("stop")
        assert violations(page) == []
        page.locator("#to-checks").click()
    expect(page.locator(".finding").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    opened.close()
