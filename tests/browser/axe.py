"""Axe on a page: WCAG 2.2 A and AA, and what is expected beside it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """One line per violation: rule, help, first place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [f"{v['id']}: {v['help']} at {v['nodes'][0]['html'][:160]}" for v in found["violations"]]


def becomes(page: Page, expression: str, milliseconds: int = 2000) -> bool:
    """Whether an expression turns true in time. Playwright's own waiting evaluates strings: the policy forbids it."""
    for _ in range(milliseconds // 50):
        if page.evaluate(expression):
            return True
        page.wait_for_timeout(50)
    return bool(page.evaluate(expression))
