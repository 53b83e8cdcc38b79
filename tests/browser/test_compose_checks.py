"""The checks beside the text in a real browser: nothing hidden, walking through, asking for a release, phones."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
SAVED = "Saved a moment ago"


def begin(page: Page, url: str) -> None:
    page.goto(f"{url}/write/")
    page.get_by_role("button", name="Start writing").first.click()
    page.wait_for_url(re.compile(r"/posts/\d+/edit/$"))


def write(page: Page, words: str) -> None:
    page.locator("#compose-editor > div:not([hidden]) .cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)


def findings(page: Page) -> Locator:
    return page.locator("#check-list > .finding")


def numbers(count: int) -> str:
    """A text with that many stops."""
    return " ".join(f"Number 842-41-{8036 + n}." for n in range(count))


def test_a_handful_is_shown_whole_and_the_rest_after_one_press(house: Any, enter: Any) -> None:
    page = enter("Ana Berg")
    begin(page, house.url)
    write(page, numbers(5))
    expect(page.locator("#check-list > .finding:visible")).to_have_count(5)
    expect(page.locator("#check-more")).to_be_hidden()
    write(page, " " + " ".join(f"Number 842-42-{8050 + n}." for n in range(4)))
    expect(findings(page)).to_have_count(9)
    expect(page.locator("#check-list > .finding:visible")).to_have_count(6)
    more = page.locator("#check-more")
    expect(more).to_have_text("and 3 more")
    more.click()
    expect(page.locator("#check-list > .finding:visible")).to_have_count(9)
    expect(findings(page).nth(6)).to_be_focused()
    nested = "[...document.querySelectorAll('.compose-checks, .compose-checks *')]"
    scrolling = f"{nested}.filter(e => /auto|scroll/.test(getComputedStyle(e).overflowY)).map(e => e.id || e.className)"
    assert page.evaluate(scrolling) == []


def test_walking_by_key_and_by_named_buttons_says_where_one_is(house: Any, enter: Any) -> None:
    page = enter("Ana Berg")
    begin(page, house.url)
    write(page, numbers(3))
    place = page.locator("#check-at")
    expect(place).to_have_text("3 findings")
    page.keyboard.press("F8")
    expect(place).to_have_text("1 of 3")
    page.keyboard.press("Shift+F8")
    expect(place).to_have_text("3 of 3")
    page.get_by_role("button", name="Previous", exact=True).click()
    expect(place).to_have_text("2 of 3")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(place).to_have_text("3 of 3")
    expect(page.locator(".finding.on")).to_have_count(1)


def test_what_was_checked_has_names_and_is_folded(house: Any, enter: Any) -> None:
    page = enter("Ana Berg")
    begin(page, house.url)
    write(page, "Walk with us.")
    expect(page.locator("#check-foot")).to_contain_text("Checked with")
    expect(page.locator("#check-ran")).to_be_hidden()
    page.get_by_text("What was checked and what was not").click()
    expect(page.locator("#check-ran li").first).to_be_visible()
    names = page.locator("#check-ran li").all_text_contents()
    assert [name for name in names if re.fullmatch(r"[A-Z0-9-]+", name)] == []


def test_a_release_is_asked_and_new_words_end_it(house: Any, enter: Any) -> None:
    page = enter("Ana Berg")
    begin(page, house.url)
    expect(page.locator("#check-ask")).to_be_hidden()
    write(page, "The number is 842-41-8036.")
    page.get_by_role("button", name="Ask for a release").click()
    expect(page.locator("#messages")).to_contain_text("Release asked")
    expect(page.locator("#check-asked")).to_contain_text("Release asked by Ana Berg")
    post = page.url.removesuffix("edit/")
    write(page, " More.")
    expect(page.locator("#check-asked")).to_be_hidden()
    expect(page.get_by_role("button", name="Ask for a release")).to_be_visible()
    expect(page.locator("#saved")).to_have_text(SAVED)
    page.goto(post)
    expect(page.locator("#release-asked")).to_have_count(0)


def test_a_source_says_who_publishes_it(house: Any, enter: Any) -> None:
    page = enter("Ana Berg")
    begin(page, house.url)
    page.get_by_role("button", name="Add source").click()
    page.locator("input[name=source]").fill("https://www.who.int/news/walking")
    expect(page.locator("[data-tier]").first).to_have_text("World Health Organization: health authority")
    page.locator("input[name=source]").fill("https://example.org/walking")
    expect(page.locator("[data-tier]").first).to_have_text("not on the list of known sources")


def test_on_a_phone_the_checks_open_over_the_page(house: Any, enter: Any) -> None:
    page = enter("Ana Berg", size="phone")
    begin(page, house.url)
    write(page, numbers(2))
    button = page.locator("#to-checks")
    expect(button).to_contain_text("2 stops")
    expect(findings(page).first).to_be_hidden()
    button.click()
    expect(page.locator("#checks-title")).to_be_focused()
    expect(findings(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(findings(page).first).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    findings(page).nth(1).get_by_role("button", name="Show in the text").click()
    expect(page.locator("#check-sheet")).to_be_hidden()
    assert page.evaluate("getSelection().toString()") == "842-41-8037"


def test_on_a_phone_the_bars_leave_the_last_section_free(house: Any, enter: Any) -> None:
    page = enter("Ana Berg", size="phone")
    begin(page, house.url)
    write(page, numbers(1))
    expect(page.locator("#to-checks")).to_contain_text("1 stop")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    end = page.locator("#compose-history").bounding_box()
    bar = page.locator("#compose-foot").bounding_box()
    assert end is not None
    assert bar is not None
    assert end["y"] + end["height"] <= bar["y"]
    until = page.locator("#compose-until")
    until.focus()
    field, foot = until.bounding_box(), page.locator("#compose-foot").bounding_box()
    assert field is not None
    assert foot is not None
    assert field["y"] + field["height"] <= foot["y"]
