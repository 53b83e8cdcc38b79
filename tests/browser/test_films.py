"""A film in the composer of a real browser: progress, captions on its page, and no page that leaves the house."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts.serving import Served
from tests import film_kit as kit
from tests.browser.acts import new_post
from tests.browser.axe import violations
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, kit.with_ffmpeg]


def test_a_film_is_added_and_captioned(enter: SignIn, house: Served, tmp_path: Path) -> None:
    page = enter("Ana Berg")
    new_post(page, house.url)
    film = kit.made(tmp_path / "walk.mov", "-metadata", "location=+46.7867-092.1005/")
    page.locator("[data-film-input]").set_input_files(film)
    part = page.locator("#compose-film")
    expect(part.get_by_text("captions missing")).to_be_visible(timeout=60_000)
    expect(part.get_by_text("walk.mov")).to_be_visible()
    part.get_by_role("link", name="Captions, description, poster").click()
    page.get_by_label("Caption file").set_input_files({"name": "walk.srt", "mimeType": "text/plain", "buffer": kit.SRT})
    page.get_by_role("button", name="Add the captions").click()
    expect(page.get_by_text("What is said in the captions")).to_be_visible()
    expect(page.locator("video track")).to_have_attribute("srclang", "en")
    assert page.evaluate("document.querySelector('video').readyState >= 0")
    assert violations(page) == []
