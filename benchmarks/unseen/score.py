"""How the engine does on texts nobody had in mind: `python -m benchmarks.unseen.score`. Prints figures, never a text.

Each set judges its own families: the verdict is the worst finding of those. The last line is one JSON object.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.screening import ENGINE, context

FOLDER = Path(__file__).parent
JUDGED = {
    "privacy": {"privacy", "danger"},
    "promo": {"promo"},
    "truth": {"source", "absolute", "misinfo"},
    "words": {"stigma", "suicide", "reading", "source", "absolute", "misinfo", "emergency", "crisis_line", "a11y"},
}


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one set."""
    with gzip.open(FOLDER / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def verdict(case: dict[str, Any], families: set[str]) -> str:
    """block, review or ok, by the findings of `families` alone."""
    found = ENGINE.screen(context(case)).findings
    levels = {finding.severity for finding in found if finding.family in families}
    return next((level for level in ("block", "review") if level in levels), "ok")


def figures(name: str) -> dict[str, str]:
    """Acceptable verdicts, block and review caught (as either), clean texts flagged."""
    seen: Counter[str] = Counter()
    for case in cases(name):
        said, wanted = verdict(case, JUDGED[name]), case["verdict"]
        seen[f"all {wanted}"] += 1
        seen[f"flagged {wanted}"] += said != "ok"
        seen["right"] += said in case["acceptable"]
    total = sum(count for key, count in seen.items() if key.startswith("all "))
    rates = {level: f"{seen[f'flagged {level}']}/{seen[f'all {level}']}" for level in ("block", "review", "ok")}
    return {"acceptable": f"{seen['right']}/{total}", **{f"{level} flagged": rate for level, rate in rates.items()}}


def main() -> None:
    """All sets."""
    print(json.dumps({name: figures(name) for name in JUDGED}))


if __name__ == "__main__":
    main()
