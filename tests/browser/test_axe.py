"""Every page is open to everybody: axe, narrow screens, one heading, light and dark, weight, keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Browser, FilePayload, Page, StorageState, expect

from scripts.places import EMPTY, PLACES, WORDS, Place, name_of, visit
from scripts.serving import DESK, PHONE, Served, context, served
from tests.browser.acts import editor, saved
from tests.browser.axe import becomes, violations
from tests.browser.conftest import SignIn, elsewhere
from tests.browser.rows import asked_by_hand

pytestmark = pytest.mark.browser
#: what may not be a page of its own: acts, files, answers for machines, and steps that only a mail or network opens
NOT_PAGES = {
    *("language", "start_sample", "start_become", "account_reset_password_from_key", "sign_out_everywhere"),
    *("feed_make", "feed_end", "calendar_feed"),
    # nobody in the sample has a password or has left: test_second_factor.py looks at these
    *("mfa_authenticate", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_download_recovery_codes", "mfa_add_webauthn", "mfa_remove_webauthn", "departure", "departure_file"),
    *("session_end", "sessions_end_others", "second_factor_demand", "person_factors", "key_end", "secret_tick"),
    "access_review_file",
    *("import", "import_make", "import_undo", "import_drop", "import_example"),  # `import` is seen in a test below
    *(
        "compose_bin",
        "compose_autosave",
        "compose_screen",
        "compose_plan",
        "media",
        "newsroom_picture",
        "post_film_upload",
        "post_film_state",
        "film",
        "film_captions",
        "public_film",
        "newsroom_film",
        "newsroom_captions",
        "outside_film",
        "outside_captions",
        "public_picture",
    ),
    *("post_now", "post_recall", "post_again", "post_correct", "post_restore", "post_release", "post_delivery"),
    *("review_comment", "review_resolve", "review_release", "review_undo", "review_answer", "connect_sandbox"),
    *(
        "channel_check",
        "channel_test",
        "channel_choose",
        "network_forget",
        "channel_pause",
        "channel_resume",
        "channel_times",
        "channel_change",
        "bluesky_client_metadata",
        "oauth_callback",
    ),
    *("newsroom_atom", "newsroom_json", "person_invite", "person_return", "audit_verify", "audit_export", "health"),
    *("audit_anchor", "audit_anchor_now", "edition_picture", "edition_film", "edition_hold", "edition_delete"),
    *("fda_listing", "incident", "incident_act", "incident_evidence"),
    *("binder", "binder_stop", "binder_take"),
    *("rules_term_remove", "rules_unexempt", "rules_on", "rules_drop", "rules_try", "rules_trial", "rules_trial_stop"),
    *("product_remove",),
    *("openapi-json", "api-root", "list_posts", "new_post", "one_post", "screen_text"),
    *("hold_place", "hold_lift", "hold_put_back", "hold_decide", "hold_undo"),
    *("calendar_several_undo",),
    *("series_decide", "series_act", "series_day"),
    *("hold", "takedown_task"),  # the sample has none: both are made and seen in tests below
    *("consent_act", "consent_link", "consent_signature", "private_sign", "private_refuse", "private_signature"),
    *("consent_step", "consent_paper", "private_withdraw"),  # seen in test_consents
    *("outside_begin", "outside_back", "outside_logout", "sign_in_forget"),
    *("export", "export_stop", "export_take", "person_erase", "erasure", "erasure_file"),  # nobody there has left
    *("consent_erase", "security_txt", "review_reopen", "study_end"),
    *("workflow_act", "workflow_add", "workflow_step_act"),
    *("outside_comment", "outside_decide", "outside_picture", "review_outside_end"),
    *("saml_begin", "saml_arrive", "saml_back", "saml_metadata", "saml_forget"),
    *("provisioning_remove", "scim_config", "scim_resource_types", "scim_resource_type", "scim_schemas", "scim_schema"),
    *("scim_users", "scim_user", "scim_groups", "scim_group", "scim_search", "scim_nothing"),
    *("person_fields", "post_duty", "rules_sombre_end"),
    *("person_training", "my_deputy", "my_absence", "my_absence_end", "post_safe_time", "post_deputies"),
    "review_report_file",
    *("start_progress", "start_people"),  # shown in the seconds in which the sample is built
}
#: bytes on the wire of page, styles and scripts; the composer brings its editor
MOST_BYTES, MOST_WITH_EDITOR = 200_000, 330_000


@pytest.fixture(scope="module")
def pages(browser: Browser, states: Callable[[str], StorageState]) -> Iterator[dict[str, Page]]:
    """One page per person, signed in."""
    kept: dict[str, Page] = {}
    for who in {place.who for place in PLACES}:
        kept[who] = context(browser, DESK, state=states(name_of(who)) if who else None).new_page()
    yield kept
    for page in kept.values():
        page.context.close()


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An installation with nothing in it."""
    with served(Path(tmp_path_factory.mktemp("empty")) / "data") as running:
        yield running


def sideways(page: Page) -> list[str]:
    """Widths at which the page scrolls sideways, with the widest culprit."""
    found = []
    for width in (320, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        if not becomes(page, FITS):  # what is sized by the window follows some frames later
            found.append(f"scrolls sideways at {width}: {page.evaluate(WIDEST)}")
    return found


def weight(page: Page) -> int:
    """Bytes of page, styles and scripts as they were sent, also of those that came from the browser's store."""
    sizes: dict[str, int] = page.evaluate(SIZES)
    KNOWN.update({name: size for name, size in sizes.items() if size})
    assert [name for name in sizes if name not in KNOWN] == []
    return sum(KNOWN[name] for name in sizes)


#: address -> bytes; what the server only confirmed as unchanged weighs what it did the first time
KNOWN: dict[str, int] = {}
SIZES = """() => Object.fromEntries(performance.getEntriesByType('navigation')
  .concat(performance.getEntriesByType('resource')
  .filter(e => ['script', 'link', 'css'].includes(e.initiatorType) && !e.name.endsWith('.svg')
    && !e.name.includes('.woff'))).map(e => [e.name, e.encodedBodySize]))"""
#: a change of colours begins to move with the frame after it
SETTLED = """async () => { for (let frame = 0; frame < 2; frame += 1) {
  await new Promise(requestAnimationFrame); document.getAnimations().forEach(one => one.finish()); } }"""
FITS = "document.scrollingElement.scrollWidth <= innerWidth"
WIDEST = """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName + '.' + e.className).slice(-3).join(' ')"""


def troubles(page: Page, *, dark: bool) -> list[str]:
    """Everything wrong with the open page, at both widths and in both colour schemes."""
    found = [f"1440: {one}" for one in violations(page)]
    if page.locator("h1:visible, h1.sr").count() != 1:
        found.append(f"{page.locator('h1').count()} h1")
    if dark:
        page.emulate_media(color_scheme="dark")
        page.evaluate(SETTLED)
        found += [f"dark: {one}" for one in violations(page, colours=True)]
        page.emulate_media(color_scheme="light")
        page.evaluate(SETTLED)
    found += sideways(page)  # ends at the width of a phone
    page.evaluate(SETTLED)
    found += [f"390: {one}" for one in violations(page)]
    page.set_viewport_size(DESK)
    return found


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page(place: Place, pages: dict[str, Page], house: Served) -> None:
    page = pages[place.who]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda r: errors.append(r.url) if elsewhere(r.url, house.url) else None)
    if place.name in {"home-more"}:
        page.set_viewport_size(PHONE)
    assert visit(page, house.url, place) == place.status
    assert weight(page) <= (MOST_WITH_EDITOR if "#compose-editor" in page.content() else MOST_BYTES)
    assert troubles(page, dark=place.main) == []
    assert errors == []


@pytest.mark.parametrize("place", EMPTY, ids=lambda place: place.name)
def test_a_page_of_an_empty_installation(place: Place, nothing: Served, browser: Browser) -> None:
    page = context(browser, DESK).new_page()
    assert visit(page, nothing.url, place) == 200
    assert troubles(page, dark=True) == []
    page.context.close()


def test_setting_up_an_organisation_from_the_first_page_to_the_last(nothing: Served, browser: Browser) -> None:
    """Each page of the set-up, with and without mistakes; then the administrator is in."""
    page = context(browser, DESK).new_page()
    page.goto(f"{nothing.url}/")
    page.get_by_role("link", name="Begin the set-up").click()
    given = {
        "Name of the organisation": "Birch Clinic",
        "Name of the team": "Birch Clinic",
        "Your name": "Ada Birch",
        "Your e-mail address": "ada@example.org",
    }
    for number in range(1, 5):
        expect(page.get_by_text(f"Page {number} of 4")).to_be_visible()
        assert troubles(page, dark=False) == []
        if number == 4:
            page.get_by_role("button", name="Finish the set-up").click()  # with nothing: it says what is missing
            assert troubles(page, dark=False) == []
        fill(page, given)
        page.locator(".form-end .btn.primary").click()
    expect(page.locator("#messages")).to_contain_text("Your organisation is set up")
    assert troubles(page, dark=False) == []
    page.context.close()


def fill(page: Page, given: dict[str, str]) -> None:
    """Fill what is empty and asked for on this page."""
    for label, value in given.items():
        field = page.get_by_label(label, exact=True)
        if field.count() and not field.first.input_value():
            field.first.fill(value)
    for field in page.locator("input[type=password]").all():
        field.fill("a long enough phrase 7")
    for first in ("countries", "languages"):
        boxes = page.locator(f"input[name={first}]")
        if boxes.count() and not page.locator(f"input[name={first}]:checked").count():
            boxes.first.check(force=True)


def test_posts_come_from_a_table(house: Served, pages: dict[str, Page]) -> None:
    page = pages["writer"]
    page.goto(f"{house.url}/posts/")
    page.get_by_role("link", name="From a table").click()
    table = "Title,Text,Channels,Date\nWash,Wash your hands,Newsroom,2099-01-12\nBad,,,soon\n"
    brought = FilePayload(name="posts.csv", mimeType="text/csv", buffer=table.encode())
    page.get_by_label("File").set_input_files(brought)
    page.get_by_role("button", name="Look at the rows").click()
    expect(page.get_by_text("“soon” is not a date.")).to_be_visible()
    assert troubles(page, dark=True) == []
    page.get_by_role("button", name="Make 1 draft").click()
    expect(page.get_by_text("Nothing of it goes out before it is approved.").first).to_be_visible()
    assert troubles(page, dark=False) == []
    page.get_by_role("button", name="Take them back").click()
    expect(page.get_by_text("1 draft is in the bin.")).to_be_visible()


def test_a_private_calendar_address_is_shown_once(house: Served, pages: dict[str, Page]) -> None:
    page = pages["writer"]
    page.goto(f"{house.url}/me/")
    page.get_by_role("button", name="Make my address").click()
    address = page.get_by_label("Address").input_value()
    assert address.endswith(".ics")
    assert troubles(page, dark=True) == []
    assert "BEGIN:VCALENDAR" in page.request.get(address).text()
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_role("button", name="End the address")).to_be_visible()
    assert address not in page.content()


def test_what_is_held_back_and_let_go(house: Served, pages: dict[str, Page]) -> None:
    page = pages["administrator"]
    page.goto(f"{house.url}/holds/")
    paused = page.locator("#hold-over option", has_text="on Bluesky").first
    page.locator("#hold-over").select_option(value=paused.get_attribute("value"))
    page.locator("#hold-reason").fill("A drill: nothing may leave this channel.")
    page.get_by_role("button", name="Hold it back now").click()
    expect(page.locator("#messages")).to_contain_text("Nothing of it goes out until the hold is lifted.")
    assert troubles(page, dark=True) == []
    page.get_by_role("button", name="Lift the hold").click()
    expect(page.locator("#messages")).to_contain_text("Lifted.")
    assert troubles(page, dark=True) == []
    page.goto(f"{house.url}/holds/")
    assert troubles(page, dark=False) == []


def test_a_takedown_by_hand_is_proved(house: Served, pages: dict[str, Page]) -> None:
    page = pages["administrator"]
    page.goto(f"{house.url}/takedowns/{asked_by_hand(house.data)}/")
    assert troubles(page, dark=True) == []
    prove = page.get_by_role("button", name="I deleted it and looked")
    prove.click()  # with nothing: it says what is missing
    expect(prove).to_be_visible()
    assert troubles(page, dark=False) == []
    page.locator("[name=note]").fill("Deleted it in the app; its address says that it is gone.")
    prove.click()
    expect(page.locator("#messages")).to_contain_text("The post counts as taken down there")


def test_no_page_is_forgotten() -> None:
    """Each name in the URL table is visited above, or is not a page."""
    names = set(_names(get_resolver().url_patterns))
    visited = set()
    for place in PLACES + EMPTY:
        patterns = [place.path.format(**WORDS["en"]).partition("?")[0], *map(_example, place.links)]
        for path in patterns:
            try:
                visited.add(resolve(path).url_name)
            except Resolver404:
                continue
    assert names - visited - NOT_PAGES == set()


def _example(pattern: str) -> str:
    """An address that fits a pattern of a place; those that are only an ending belong to a post, person or channel."""
    if pattern.startswith("@"):
        return f"/posts/1/{pattern[1:]}"
    plain = (
        pattern.replace(r"\d+", "1")
        .replace("$", "")
        .replace("[^/]+", "a")
        .replace("[^/.]+", "b")
        .replace("[0-9a-f]+", "c")
    )
    base = {"/leave/": "/settings/people/1", "/edit/": "/posts/1", "/take-down/": "/posts/1"}
    base |= {"/reconnect/": "/channels/1", "/remove/": "/channels/1", "/pace/": "/channels/1", "/data/": "/channels/1"}
    base |= {"/keys/": "/settings/people/1", "/rights/": "/settings/people/1"}
    base |= {"/people/1/": "/settings", "/teams/1/": "/settings", "/teams/1/review/": "/settings"}
    base |= {"/workflows/1/": "/settings"}
    base |= {"/steps/1/": "/settings/workflows/1"}
    base |= {"/rules/own/1/": "/settings", "/products/c/": "/settings"}
    return base.get(plain, "") + plain


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_the_keyboard_alone_writes_and_sends(house: Served, enter: SignIn) -> None:
    """From the skip link to a post in review without a pointer."""
    page = enter("Ana Berg")
    page.goto(f"{house.url}/write/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab_to(page, "button:has-text('Start writing')")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/posts/\d+/edit/$"))
    expect(editor(page)).to_be_visible()
    tab_to(page, "#compose-title")
    page.keyboard.type("Garden day")
    tab_to(page, ".cm-content")
    page.keyboard.type("Our garden is open on Sunday from ten. Come and see the roses.")
    saved(page)
    tab_to(page, "#compose-submit")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    expect(page.locator(".saved .tag")).to_have_text("In review")


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the element has the focus, which must be seen; fails when the keyboard does not reach it."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector.partition(":has-text")[0]):
            wanted = re.search(r"has-text\('(.+)'\)", selector)
            if wanted is None or wanted[1] in (page.evaluate("document.activeElement.textContent") or ""):
                assert becomes(page, SEEN)  # it shows that it has the focus
                return
    pytest.fail(f"Tab does not reach {selector}")


SEEN = """() => { const e = document.activeElement; const s = getComputedStyle(e);
  const around = e.closest('.compose-text, .compose-editor, .cm-editor');
  const shown = (x) => x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) > 0 || x.boxShadow !== 'none';
  return shown(s) || (around !== null && shown(getComputedStyle(around))); }"""
