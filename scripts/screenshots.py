"""`make screenshots`: every main page of the sample hospital, two widths, three languages, light and dark."""

from __future__ import annotations

import argparse
import io
import json
import tempfile
from contextlib import ExitStack
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from scripts.places import PLACES, Place, name_of, visit
from scripts.serving import DESK, PHONE, Served, chromium, context, served, sign_in

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "docs" / "images" / "write.png"
SIZES = {"1440": DESK, "390": PHONE}
TALLEST = 6000


def draw(page: Page, house: Served, place: Place, language: str) -> bytes:
    """Open the place and return the picture of the whole page, bars at its foot."""
    size = page.viewport_size or DESK
    visit(page, house.url, place, language)
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": size["width"], "height": min(max(height, size["height"]), TALLEST)})
    page.wait_for_timeout(100)
    picture = page.screenshot()
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    return picture


def album(browser: Browser, house: Served, out: Path, language: str, places: list[Place]) -> int:
    """Draw one language in both widths and themes; returns the number of pictures."""
    made = 0
    for width, size in SIZES.items():
        for theme in ("light", "dark"):
            for who in ("", "writer", "reviewer", "administrator"):
                wanted = [place for place in places if place.who == who]
                if not wanted or (who == "administrator" and language != "en"):
                    continue
                profile = context(browser, size, theme, locale=language)
                page = profile.new_page()
                if who:
                    sign_in(page, house.url, name_of(who, language))
                for place in wanted:
                    (out / f"{place.name}-{language}-{width}-{theme}.png").write_bytes(
                        draw(page, house, place, language)
                    )
                    made += 1
                profile.close()
    return made


def for_the_readme(browser: Browser, house: Served) -> int:
    """The picture in the README: a draft with trouble in it, as the writer sees it; returns its size in bytes."""
    profile = context(browser, {"width": 1440, "height": 1000})
    page = profile.new_page()
    sign_in(page, house.url, name_of("writer"))
    visit(page, house.url, next(place for place in PLACES if place.name == "compose"))
    page.locator(".finding").nth(2).wait_for()
    page.wait_for_timeout(500)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    README.parent.mkdir(parents=True, exist_ok=True)
    picture.save(README, optimize=True)
    profile.close()
    return README.stat().st_size


def main() -> None:
    """Serve the sample hospital and draw it; `--only` names part of a page's name, `--languages` en,nb,id."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--only", default="")
    parser.add_argument("--languages", default="en,nb,id")
    parser.add_argument("--all", action="store_true", help="the pages behind the main ones too")
    parser.add_argument("--readme", action="store_true", help="only the README's picture")
    options = parser.parse_args()
    places = [p for p in PLACES if options.only in p.name and (p.main or options.all)]
    told: dict[str, object] = {}
    with ExitStack() as open_things:
        folder = open_things.enter_context(tempfile.TemporaryDirectory(prefix="wellspoken-shots-"))
        house = open_things.enter_context(served(Path(folder) / "data", "--demo"))
        browser = open_things.enter_context(chromium())
        if options.readme:
            told = {"picture": str(README.relative_to(ROOT)), "bytes": for_the_readme(browser, house)}
        else:
            options.out.mkdir(parents=True, exist_ok=True)
            made = sum(album(browser, house, options.out, lang, places) for lang in options.languages.split(","))
            told = {"pictures": made, "out": options.out.name}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
