"""Axe on a page: WCAG 2.2 A and AA, and what is expected beside it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


#: what a colour scheme can change: the page itself stays the same
COLOURS = ["color-contrast", "link-in-text-block"]
#: only what is wrong is described (naming every element that is right takes most of the time)
RUN = """only => axe.run(document, {runOnly: only, resultTypes: ['violations'], elementRef: false})
  .then(found => found.violations.map(v => `${v.id}: ${v.help} at ${v.nodes[0].html.slice(0, 160)}`))"""


def violations(page: Page, *, colours: bool = False) -> list[str]:
    """One line per violation: rule, help, first place. `colours`: only the rules about colours."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"type": "rule", "values": COLOURS} if colours else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(RUN, only)
    return found


def becomes(page: Page, expression: str, milliseconds: int = 2000) -> bool:
    """Whether an expression turns true in time. Playwright's own waiting evaluates strings: the policy forbids it."""
    for _ in range(milliseconds // 50):
        if page.evaluate(expression):
            return True
        page.wait_for_timeout(50)
    return bool(page.evaluate(expression))
