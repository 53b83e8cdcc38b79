"""From writing to a post read back from a real Bluesky server and from the Newsroom's feed, and taken down again."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import feedparser
import httpx2
import pytest
from playwright.sync_api import Page, expect

from scripts.serving import Served
from tests.browser.acts import editor, new_post, saved, send, write
from tests.browser.conftest import SignIn
from tests.browser.pictures import lake
from wellspoken.cli.sandbox_server import Sandbox, SandboxAccount
from wellspoken.engines.screening.register.questions import by_id

pytestmark = [pytest.mark.browser, pytest.mark.pds]
TITLE = "Thank you from the heart team"
PATIENT = "Brad Kessler"
TAG = "#WalkWithADoc"
SOURCE = "https://www.who.int/news-room/fact-sheets/detail/physical-activity"
FIRST = f"{PATIENT} had heart surgery with us and came back to ward 4 to thank the team. 💙"
SECOND = f"Thirty minutes of walking most days helps your heart: {SOURCE} {TAG}"
ALT = "A path along a lake, hills behind it."
WHY = "The walk is called off because of ice."
PUBLIC_WHY = "The walk is called off because of ice on the path."
PATIENCE = 60_000  # milliseconds; a machine that runs other tests beside this one


@dataclass
class Story:
    """What the steps hand on to each other."""

    house: Served
    server: Sandbox
    account: SandboxAccount
    address: str = ""  # of the post's page

    def records(self) -> list[dict[str, Any]]:
        """The account's posts, as its server tells anybody."""
        asked = {"repo": self.account.did, "collection": "app.bsky.feed.post"}
        answer = httpx2.get(
            f"{self.server.url}/xrpc/com.atproto.repo.listRecords", params=asked, timeout=30, trust_env=False
        )
        found: list[dict[str, Any]] = answer.json()["records"]
        return found

    def news(self) -> Any:
        """This post's entry in the Newsroom's Atom feed, or None."""
        answer = httpx2.get(f"{self.house.url}/newsroom/st-elms/feed.atom", timeout=30, trust_env=False)
        feed = feedparser.parse(answer.content)
        assert not feed.bozo, feed.bozo_exception
        return next((entry for entry in feed.entries if TITLE in entry.title), None)


def test_a_post_from_the_first_word_to_its_withdrawal(
    house: Served, pds: Sandbox, enter: SignIn, tmp_path: Path
) -> None:
    story = Story(house, pds, pds.create_account("journey"))
    connect(enter("Erik Lund", forgive="422"), story)
    ana = enter("Ana Berg")
    draft(ana, story, lake(tmp_path / "lake.jpg"))
    grace = enter("Grace Holm", size="phone")
    ask_for_changes(grace, story)
    answer_the_comment(ana, story)
    approve(grace, story, version=2)
    voided_by_an_edit(ana, story)
    approve(grace, story, version=3)
    went_out(ana, story)
    read_back(story)
    take_down(ana, story)
    whole_life(ana, story)


def connect(erik: Page, story: Story) -> None:
    """The administrator connects the account with an app password; a wrong one is said plainly first."""
    erik.goto(f"{story.house.url}/channels/connect/bluesky/")
    form = erik.locator("form", has=erik.get_by_role("button", name="Connect with the app password"))
    for password in ("aaaa-bbbb-cccc-dddd", story.account.app_password):
        if not form.get_by_label("Server", exact=True).is_visible():
            form.get_by_text("Another server").click()
        form.get_by_label("Team").select_option(label="St. Elm's")
        form.get_by_label("Handle").fill(story.account.handle)
        form.get_by_label("App password").fill(password)
        form.get_by_label("Server", exact=True).fill(story.server.url)
        form.get_by_role("button", name="Connect with the app password").click()
        if password != story.account.app_password:
            expect(erik.get_by_role("alert")).to_contain_text("The account name or the app password is not right")
    erik.wait_for_url(re.compile(r"/channels/\d+/$"))
    expect(erik.locator("#messages")).to_contain_text("is connected")
    erik.goto(f"{story.house.url}/channels/")
    expect(erik.locator("main")).to_contain_text("St. Elm's Newsroom")
    expect(erik.locator("main")).to_contain_text(story.account.handle)


def draft(ana: Page, story: Story, picture: Path) -> None:
    """Ana writes; a patient's name is underlined and mended; picture, source, time; off to review."""
    new_post(ana, story.house.url)
    ana.locator("#compose-title").fill(TITLE)
    choose_channels(ana, story)
    write(ana, f"{FIRST}\n{SECOND}")
    mark = ana.locator("#compose-editor .cm-block", has_text=PATIENT)
    expect(mark.first).to_be_visible()
    lengths = ana.locator("#compose-lengths")
    expect(lengths).to_contain_text(re.compile(r"\d+ left"))
    before = lengths.text_content()
    mend(ana)
    expect(mark).to_have_count(0)
    expect(lengths).not_to_have_text(before or "")
    add_picture(ana, picture)
    ana.get_by_role("button", name="Add source").click()
    ana.locator("#source-list [name=source]").first.fill(SOURCE)
    ana.locator("#source-list [name=source-title]").first.fill("Physical activity")
    ana.locator("#source-list [name=source-publisher]").first.fill("World Health Organization")
    for option in ana.locator("#preview-channel option").all_text_contents():
        ana.locator("#preview-channel").select_option(label=option)
        expect(ana.locator("#preview-body")).to_contain_text("Thirty minutes of walking")
        expect(ana.locator("#preview-body img")).to_have_attribute("alt", ALT)
    ana.locator("#compose-plan summary").click()
    ana.locator("#plan-wall").fill((date.today() + timedelta(days=3)).strftime("%Y-%m-%dT10:15"))
    ana.locator("#plan-wall").blur()
    expect(ana.locator("#plan-label")).to_contain_text("10:15, Duluth")
    ana.keyboard.press("Escape")
    send(ana)
    story.address = ana.url
    expect(ana.locator("main")).to_contain_text("version 1")


def choose_channels(ana: Page, story: Story) -> None:
    """Only the Newsroom and the account that was just connected."""
    for chip in ana.locator("#compose-channels label").all():
        words = chip.text_content() or ""
        wanted = "Newsroom" in words or story.account.handle in words
        if chip.locator("input").is_checked() != wanted:
            chip.click()
    expect(ana.locator("#compose-channels input:checked")).to_have_count(2)


def mend(ana: Page) -> None:
    """Take the offered fixes of what is a stop; what has none is written anew."""
    for _attempt in range(4):
        fix = ana.locator("#check-list .finding.block [data-fix]:visible")
        if not fix.count():
            break
        fix.first.click()
        saved(ana)
        ana.wait_for_timeout(600)  # the next answer of the checks
    if PATIENT in (editor(ana).text_content() or "") or ana.locator("#compose-editor .cm-block").count():
        editor(ana).click()
        ana.keyboard.press("Control+A")
        ana.keyboard.type(f"A former patient thanked our heart team this month. 💙\n{SECOND}")
    saved(ana)


def add_picture(ana: Page, picture: Path) -> None:
    ana.locator("input[name=new_picture]").set_input_files(picture)
    alt = ana.locator("#picture-list textarea").first
    expect(alt).to_be_visible(timeout=PATIENCE)
    alt.fill(ALT)
    saved(ana)


def open_review(grace: Page, house: str) -> None:
    """From the bar on the phone to the queue, and into the post."""
    grace.goto(f"{house}/")
    grace.locator(".bar-link", has_text="Review").click()
    grace.get_by_role("link", name=re.compile(TITLE)).click()
    expect(grace.get_by_role("heading", name=TITLE, level=1)).to_be_visible()


def ask_for_changes(grace: Page, story: Story) -> None:
    """Grace reads on her phone, comments on a sentence and asks for changes."""
    open_review(grace, story.house.url)
    expect(grace.locator(".said.exact").first).to_contain_text("Thirty minutes of walking")
    expect(grace.locator(".as-seen-picture img").first).to_have_attribute("alt", ALT)
    expect(grace.get_by_role("link", name="Physical activity")).to_be_visible()
    sentence = grace.locator("#passage option", has_text="Thirty minutes").first.get_attribute("value")
    grace.locator("#passage").select_option(sentence)
    grace.get_by_label("Your comment").fill("Say that it is the lakeside walk.")
    grace.get_by_role("button", name="Comment", exact=True).click()
    expect(grace.locator("#comments blockquote")).to_contain_text("Thirty minutes")
    grace.locator("summary", has_text="Ask for changes").click()
    grace.get_by_label("What should change, and why?").fill("Please name the walk, then send it again.")
    grace.locator(".verdict[open] form button").click()
    expect(grace.get_by_text("Undo")).to_be_visible()


def answer_the_comment(ana: Page, story: Story) -> None:
    ana.goto(story.address)
    expect(ana.locator("main")).to_contain_text("Please name the walk")
    edit(ana, story, " Walk with us by the lake.")
    send(ana)


def edit(ana: Page, story: Story, words: str) -> None:
    ana.goto(f"{story.address}edit/")
    write(ana, words)
    saved(ana)


def approve(grace: Page, story: Story, *, version: int) -> None:
    """The version that is shown, and what changed since the one she saw."""
    open_review(grace, story.house.url)
    expect(grace.locator("main")).to_contain_text(f"version {version}")
    expect(grace.locator("main")).to_contain_text(re.compile(f"you (saw|approved) version {version - 1}"))
    expect(grace.locator("main ins").first).to_contain_text("lake" if version == 2 else "scarf")
    looked_into(grace)
    answer_the_questions(grace)
    grace.get_by_role("button", name="Approve this version").click()
    expect(grace.get_by_text("Undo")).to_be_visible()


def looked_into(grace: Page) -> None:
    """The picture is read in the background; until then the page says so and nothing is approved."""
    for _second in range(PATIENCE // 1000):
        if not grace.get_by_text("Picture not looked into").count():
            return
        grace.wait_for_timeout(1000)
        grace.reload()
    raise AssertionError("the picture was never looked into")


def answer_the_questions(grace: Page) -> None:
    """What only a person can say, each with the answer that lets the post go on; sent along with the approval."""
    questions = grace.locator("#answers .question")
    assert questions.count() >= 1, "the picture raises one at least"
    for number in range(questions.count()):
        name = questions.nth(number).locator("input[type=radio]").first.get_attribute("name") or ""
        good = by_id()[name.removeprefix("answer-")].good
        questions.nth(number).locator(f"input[value={good}]").check()


def voided_by_an_edit(ana: Page, story: Story) -> None:
    """An edit after the approval takes it away and says which words changed; now it is to go out at once."""
    ana.goto(story.address)
    expect(ana.locator(".channel-row .tag", has_text="Scheduled")).to_have_count(2)
    edit(ana, story, " Bring a scarf.")
    ana.goto(story.address)
    expect(ana.locator(".saved .tag")).to_have_text("Draft")
    expect(ana.locator(".channel-row .tag", has_text="Cancelled")).to_have_count(2)
    decisions = ana.locator("section", has=ana.locator("#history"))
    expect(decisions).to_contain_text("It no longer stands")
    expect(decisions.locator("ins")).to_contain_text("Bring a scarf.")
    ana.goto(f"{story.address}edit/")
    ana.locator("#compose-plan summary").click()
    ana.get_by_label("As soon as it is approved").check()
    expect(ana.locator("#plan-label")).to_contain_text("approved")
    ana.keyboard.press("Escape")
    send(ana)


def went_out(ana: Page, story: Story) -> None:
    """The worker delivers; the page says 2 of 2 and links to both."""
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        ana.goto(story.address)
        if ana.get_by_text("See it").count() == 2 or time.monotonic() > deadline:
            break
        ana.wait_for_timeout(500)
    expect(ana.locator(".channel-row .tag", has_text="Live")).to_have_count(2)
    ana.goto(f"{story.house.url}/posts/?text=Thank+you+from")
    expect(ana.locator(".post-row").first).to_contain_text("2 of 2 live")


def read_back(story: Story) -> None:
    """What both networks really hold."""
    assert len(story.records()) == 1
    record = story.records()[0]["value"]
    text = record["text"]
    assert SECOND.partition(":")[0] in text
    assert text.endswith("Bring a scarf.")
    assert PATIENT not in text
    assert facets(record) == [("link", SOURCE), ("tag", TAG[1:])]
    assert record["langs"] == ["en"]
    image = record["embed"]["images"][0]
    assert image["alt"] == ALT
    assert image["image"]["size"] > 1000
    entry = story.news()
    assert "Bring a scarf." in entry.content[0].value
    assert f'alt="{ALT}"' in entry.content[0].value
    assert PATIENT not in entry.content[0].value
    assert SOURCE in entry.content[0].value


def facets(record: dict[str, Any]) -> list[tuple[str, str]]:
    """Kind and value of each facet, whose bytes must be exactly the link or the tag."""
    found, said = [], record["text"].encode()
    for facet in record["facets"]:
        feature = facet["features"][0]
        kind = feature["$type"].rpartition("#")[2]
        covered = said[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
        assert covered.lstrip("#") in (feature.get("uri", ""), feature.get("tag", ""))
        found.append((kind, feature.get("uri") or feature.get("tag")))
    return found


def take_down(ana: Page, story: Story) -> None:
    """One action with a reason: gone there, a note here."""
    ana.goto(story.address)
    ana.get_by_role("link", name="Take down").click()
    expect(ana.locator("#what-happens").locator("xpath=..").locator("li")).not_to_have_count(0)
    ana.get_by_label("Why is it taken down?").fill(WHY)
    ana.get_by_label("What should the public read?").fill(PUBLIC_WHY)
    ana.get_by_role("button", name="Take it down everywhere").click()
    deadline = time.monotonic() + PATIENCE / 1000
    while story.records() and time.monotonic() < deadline:
        time.sleep(0.3)
    assert story.records() == []
    ana.goto(f"{story.house.url}/newsroom/st-elms/")
    item = ana.locator("article").first
    expect(item).to_contain_text("This item was withdrawn")
    expect(item).to_contain_text(PUBLIC_WHY)
    expect(item).not_to_contain_text("scarf")
    expect(item).not_to_contain_text(WHY)
    assert "scarf" not in str(story.news())


def whole_life(ana: Page, story: Story) -> None:
    """Everything that happened stands on one page, and the log proves it."""
    ana.goto(story.address)
    life = ana.locator("section", has=ana.locator("#life"))
    for said in ("began", "asked for changes", "approved version 2", "approved version 3", "live", WHY):
        expect(life).to_contain_text(said)
    command = [sys.executable, "-m", "wellspoken", "audit", "verify", "--data", str(story.house.data)]
    proof = subprocess.run(command, capture_output=True, text=True, check=False)
    assert proof.returncode == 0, proof.stdout + proof.stderr


def test_words_typed_while_the_server_is_down_are_saved_when_it_is_back(house: Served, enter: SignIn) -> None:
    ana = enter("Ana Berg", forgive="ERR_CONNECTION_REFUSED")
    new_post(ana, house.url)
    write(ana, "Before.")
    saved(ana)
    house.stop()
    try:
        write(ana, " Typed while the server was down.")
        expect(ana.locator("#compose-notes")).to_contain_text("No connection")
    finally:
        house.start()
    expect(ana.locator("#saved")).to_have_text("Saved a moment ago", timeout=PATIENCE)
    ana.reload()
    expect(editor(ana)).to_have_text("Before. Typed while the server was down.")
