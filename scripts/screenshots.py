"""`make screenshots`: every main page of the sample hospital, two widths, three languages, light and dark."""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.serving import DESK, PHONE, chromium, context, served, sign_in

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"1440": DESK, "390": PHONE}
#: language -> person who speaks it, by what they do
PEOPLE = {
    "en": {"writer": "Ana Berg", "reviewer": "Grace Holm"},
    "nb": {"writer": "Kari Nilsen", "reviewer": "Jonas Vik"},
    "id": {"writer": "Dewi Lestari", "reviewer": "Siti Rahma"},
}


@dataclass(frozen=True)
class Shot:
    """A page to draw: `path`, or `link`, a pattern of the first link to follow on `path`."""

    name: str
    who: str
    path: str
    link: str = ""


SHOTS = (
    Shot("sign-in", "", "/accounts/login/"),
    Shot("newsroom", "", "/newsroom/{slug}/"),
    Shot("home", "writer", "/"),
    Shot("write", "writer", "/write/"),
    Shot("posts", "writer", "/posts/"),
    Shot("post", "writer", "/posts/?state=published", r"/posts/\d+/$"),
    Shot("compose", "writer", "/posts/?state=draft", r"/posts/\d+/(edit/)?$"),
    Shot("calendar", "writer", "/calendar/"),
    Shot("channels", "writer", "/channels/"),
    Shot("me", "writer", "/me/"),
    Shot("reviews", "reviewer", "/review/"),
    Shot("review", "reviewer", "/review/", r"/review/\d+/$"),
    Shot("people", "administrator", "/settings/people/"),
    Shot("settings", "administrator", "/settings/"),
    Shot("audit", "administrator", "/audit/"),
)
SLUGS = {"en": "st-elms", "nb": "havnesykehuset", "id": "pelabuhan-sehat"}


def draw(page: Page, url: str, shot: Shot, language: str) -> bytes:
    """Open the shot's page and return the picture, whole page."""
    page.goto(url + shot.path.format(slug=SLUGS[language]))
    if shot.link:
        links = page.locator("a[href]").evaluate_all("all => all.map(a => new URL(a.href).pathname)")
        target = next((link for link in links if re.search(shot.link, link)), None)
        if target is None:
            raise LookupError(f"{shot.name}: no link like {shot.link} on {shot.path}")
        if shot.name == "compose" and not target.endswith("edit/"):
            target += "edit/"
        page.goto(url + target)
    page.wait_for_load_state("networkidle")
    return page.screenshot(full_page=True)


def album(browser: Browser, url: str, out: Path, language: str, only: str) -> int:
    """Draw one language in both widths and themes; returns the number of pictures."""
    made = 0
    for width, size in SIZES.items():
        for theme in ("light", "dark"):
            for who in ("", "writer", "reviewer", "administrator"):
                wanted = [s for s in SHOTS if s.who == who and only in s.name]
                if not wanted or (who == "administrator" and language != "en"):
                    continue
                profile = context(browser, size, theme, locale=language)
                page = profile.new_page()
                if who:
                    sign_in(page, url, PEOPLE[language].get(who, "Erik Lund"))
                for shot in wanted:
                    file = out / f"{shot.name}-{language}-{width}-{theme}.png"
                    file.write_bytes(draw(page, url, shot, language))
                    made += 1
                profile.close()
    return made


def main() -> None:
    """Serve the sample hospital and draw it; `--only` names part of a page's name, `--languages` en,nb,id."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--only", default="")
    parser.add_argument("--languages", default="en,nb,id")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    made = 0
    with tempfile.TemporaryDirectory(prefix="wellspoken-shots-") as folder:
        data = Path(folder) / "data"
        with served(data, "--demo") as house, chromium() as browser:
            for language in options.languages.split(","):
                made += album(browser, house.url, options.out, language, options.only)
    print(json.dumps({"pictures": made, "out": options.out.name}))


if __name__ == "__main__":
    main()
