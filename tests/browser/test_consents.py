"""A consent from the first step to the signature on a phone, and its withdrawal, as the people do it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from scripts.serving import DESK, PHONE, Served, context
from tests.browser.axe import violations
from tests.browser.test_axe import sideways

pytestmark = pytest.mark.browser


def clean(page: Page) -> None:
    """Nothing that axe finds, and nothing that scrolls sideways."""
    assert violations(page) == []
    size = page.viewport_size
    assert sideways(page) == []
    if size:
        page.set_viewport_size(size)


def asked_for(page: Page, url: str) -> str:
    """Go through the steps as somebody who keeps the register; the private link's path."""
    page.goto(f"{url}/consents/new/")
    page.get_by_label("Whose consent is it?").fill("Vera Lund")
    page.get_by_label("Year of birth").fill("1970")
    page.get_by_role("button", name="Save and go on").click()
    clean(page)
    page.get_by_label("The person themselves").check()
    page.get_by_role("button", name="Save and go on").click()
    clean(page)
    page.get_by_label("Their story, in our words").check()
    page.get_by_label("Exactly what?").fill("How she learned to swim again in 2025.")
    page.get_by_role("button", name="Save and go on").click()
    clean(page)
    page.get_by_label("To inform people about health").check()
    page.get_by_label("(Newsroom)").check()
    page.get_by_label("Last day").fill("2029-11-22")
    page.get_by_role("button", name="Save and look at it").click()
    clean(page)
    page.get_by_role("button", name="Fix the text").click()
    paper = page.get_by_role("link", name="It was signed on paper").get_attribute("href")
    page.goto(f"{url}{paper}")
    clean(page)
    page.go_back()
    page.get_by_role("button", name="Make a private link").click()
    clean(page)
    return urlsplit(page.locator("#consent-link").input_value()).path


def test_signed_on_a_phone_and_taken_back(
    house: Served, browser: Browser, states: Callable[[str], StorageState]
) -> None:
    desk = context(browser, DESK, state=states("Ana Berg"))
    keeper = desk.new_page()
    path = asked_for(keeper, house.url)
    hand = context(browser, PHONE)
    phone = hand.new_page()
    phone.goto(f"{house.url}{path}")
    clean(phone)
    field = phone.locator("canvas")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    phone.mouse.move(box["x"] + 30, box["y"] + 80)
    phone.mouse.down()
    for step in range(10):
        phone.mouse.move(box["x"] + 30 + step * 20, box["y"] + 80 + (30 if step % 2 else -30))
    phone.mouse.up()
    expect(phone.get_by_text("Your signature is drawn.")).to_be_visible()
    phone.get_by_label("I have read this and agree.").check()
    phone.get_by_role("button", name="Sign").click()
    expect(phone.get_by_role("img", name="Signature of Vera Lund")).to_be_visible()
    clean(phone)
    phone.get_by_role("link", name="Take my consent back").click()
    clean(phone)
    phone.get_by_role("button", name="Yes, take it back").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You took your consent back")
    keeper.goto(f"{house.url}/consents/?state=withdrawn")
    keeper.locator("a", has_text=re.compile("^C-")).first.click()
    keeper.get_by_role("link", name="What is still to do").click()
    clean(keeper)
    desk.close()
    hand.close()


def test_without_a_script_the_typed_name_is_the_signature(
    house: Served, browser: Browser, states: Callable[[str], StorageState]
) -> None:
    desk = context(browser, DESK, state=states("Ana Berg"))
    path = asked_for(desk.new_page(), house.url)
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{house.url}{path}")
    expect(page.locator("canvas")).to_be_hidden()
    page.get_by_label("I have read this and agree.").check()
    page.get_by_role("button", name="Sign").click()
    expect(page.get_by_text("This page is your copy")).to_be_visible()
    plain.close()
    desk.close()
