"""The real product on a free port of this machine, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from scripts import migrated

ROOT = Path(__file__).resolve().parent.parent
#: flags that keep Chromium from asking its maker's hosts anything
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


@dataclass
class Served:
    """The product with one data folder on one port; can be stopped and started again in the same place."""

    data: Path
    port: int
    options: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> Path:
        """What it prints; lies beside the data folder."""
        return self.data.parent / f"{self.data.name}.log"

    def start(self) -> None:
        """Run `wellspoken run` and wait until it is healthy. Raises RuntimeError with the end of its log."""
        migrated.bring(self.data / "wellspoken.sqlite3")
        command = _wellspoken("run", "--port", str(self.port), "--data", str(self.data), *self.options)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=_environment(), cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        _wait(f"{self.url}/health", self.process, self.log)

    def stop(self) -> None:
        """End it as Ctrl-C does, and wait. Safe to repeat."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(45)
            self.process = None


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data: Path, *options: str) -> Iterator[Served]:
    """Run `wellspoken run` with the data folder until the block ends."""
    house = Served(data, free_port(), options)
    try:
        house.start()
        yield house
    finally:
        house.stop()


def build_sample(data: Path) -> None:
    """Make a data folder with the sample hospital in it."""
    migrated.bring(data / "wellspoken.sqlite3")
    subprocess.run(_wellspoken("demo", "--data", str(data)), env=_environment(), cwd=ROOT, check=True)


def _wellspoken(*words: str) -> list[str]:
    return [sys.executable, "-m", "wellspoken", *words]


def _environment() -> dict[str, str]:
    """This process's, without what would point the product elsewhere."""
    drop = {"DJANGO_SETTINGS_MODULE", "WELLSPOKEN_DATA", "WELLSPOKEN_URL"}
    return {k: v for k, v in os.environ.items() if k not in drop}


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the product ended at once:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (OSError, urllib.error.URLError):
            time.sleep(0.3)
    raise RuntimeError(f"not healthy after three minutes:\n{log.read_text()[-3000:]}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise RuntimeError("No Chromium: `apt-get install chromium`, then again.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


def sign_in(page: Page, url: str, name: str) -> None:
    """Sign in to the sample hospital as the person of that name, as the sign-in page offers."""
    page.goto(f"{url}/accounts/login/")
    page.locator("li", has_text=name).locator("button").click()
    page.wait_for_url(lambda address: "/accounts/login" not in address)


def context(
    browser: Browser,
    size: dict[str, int],
    theme: str = "light",
    locale: str = "en-GB",
    state: StorageState | None = None,
) -> BrowserContext:
    """A fresh browser profile of that size and colour scheme; phones have touch. `state`: cookies to begin with."""
    return browser.new_context(
        storage_state=state,
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if theme == "dark" else "light",
        locale=locale,
        has_touch=size is PHONE,
        is_mobile=size is PHONE,
        device_scale_factor=2 if size is PHONE else 1,
        reduced_motion="reduce",
    )
