"""Screening measured on labelled data: quality per set and language, speed, memory, and linear time.

Run: SCREENING_DATA=DIR SCREENING_SCORERS=DIR python -m benchmarks.screening [--quick]
DIR holds the folders phi_cases, phi2, misc2, promo, promo2, hard_negatives, phi_templates, id_numbers; the scorers are
the scripts score_phi.py and score_screen.py. Without them only speed is measured. The last line is one JSON object.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wellspoken.engines.screening import Context, MediaItem, Profile, engine_for
from wellspoken.engines.screening.identify import identify

LANGUAGES = ("en", "nb", "id")
DOCUMENT_SETS = ("phi_cases", "promo", "hard_negatives")
FINDING_SETS = ("phi2", "misc2", "promo2")
ENGINE = engine_for()


def rows(folder: Path, lang: str) -> list[dict[str, Any]]:
    """The cases of one set in one language."""
    path = folder / f"{lang}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()] if path.exists() else []


def context(row: dict[str, Any]) -> Context:
    """A case as the command line would read it."""
    return Context(
        text=row["text"],
        lang=row.get("lang"),
        surface=row.get("surface") or "post",
        direction=row.get("direction") or "out",
        parent=row.get("parent") or "",
        profile=Profile.from_mapping(row.get("profile") or {}),
        media=tuple(MediaItem.from_mapping(m) for m in row.get("media") or ()),
        paid=bool(row.get("paid_partner")),
    )


def scorer(folder: Path, name: str) -> Any:
    """A scorer script as a module."""
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer {name} in {folder}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def screened(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Predictions of `wellspoken screen`."""
    return [{"id": c["id"], **ENGINE.screen(context(c)).to_json()} for c in cases]


def documents(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures of interest of a document score."""
    wanted = {"block_caught": "block caught", "review_caught": "review caught", "ok_false_alarm": "clean flagged"}
    out = {label: figures[key]["n"] for key, label in wanted.items() if figures.get(key)}
    return {**out, "acceptable": figures["lenient"]}


def quality(data: Path, scorers: Path) -> dict[str, Any]:
    """All sets, per language."""
    phi, find = scorer(scorers, "score_phi"), scorer(scorers, "score_screen")
    out: dict[str, Any] = {}
    for name in (*DOCUMENT_SETS, *FINDING_SETS):
        for lang in LANGUAGES:
            cases = rows(data / name, lang)
            if not cases:
                continue
            predicted = screened(cases)
            if name in DOCUMENT_SETS:
                found = phi.score(cases, predicted)
                figures = documents(found["documents"])
            else:
                found = find.score(cases, predicted, dict(find.RULES))
                figures = documents(found)
                for key, label in (("families_recall", "families"), ("foils_flagged", "foils flagged")):
                    if key in found:
                        figures[label] = found[key]["n"]
            if "decoys_flagged" in found:
                figures["decoys flagged"] = found["decoys_flagged"]
            out[f"{name} {lang}"] = figures
    for lang in LANGUAGES:
        cases = rows(data / "phi_templates", lang)
        if cases:
            predicted = [{"id": c["id"], "spans": [s.to_json() for s in identify(c["text"], lang)]} for c in cases]
            any_label = phi.score(cases, predicted)["any_label"]
            out[f"phi_templates {lang}"] = {k: any_label[k] for k in ("recall", "precision", "f2")}
    return {**out, **identifiers(data / "id_numbers" / "ids.jsonl")}


def identifiers(path: Path) -> dict[str, Any]:
    """Valid and invalid identity numbers told apart."""
    if not path.exists():
        return {}
    right = total = 0
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        wanted = "LICENSE" if row["kind"] == "us_npi" else "NATIONAL_ID"
        found = any(s.label == wanted for s in identify(row["value"], "id" if row["kind"] == "nik" else "nb"))
        total += 1
        right += found is bool(row["valid"])
    return {"id_numbers": {"right": f"{right}/{total}"}}


def texts(data: Path | None) -> list[Context]:
    """Texts to measure speed on: the data where there is any, else the rules' own examples."""
    if data:
        found = [
            context(r) for s in (*DOCUMENT_SETS, *FINDING_SETS) for lang in LANGUAGES for r in rows(data / s, lang)
        ]
        if found:
            return found
    from wellspoken.engines.screening import all_rules

    return [Context(e.text, e.lang) for rule in all_rules().values() for e in rule.examples]


def speed(cases: list[Context]) -> dict[str, Any]:
    """Documents a second of processor time on one core, and milliseconds for a post of about 300 characters, warm."""
    for case in cases:
        ENGINE.screen(case)
    started = time.process_time()
    for case in cases:
        ENGINE.screen(case)
    rate = len(cases) / (time.process_time() - started)
    post = [c for c in cases if 200 <= len(c.text) <= 400] or cases
    times = []
    for case in post * 5:
        at = time.process_time()
        ENGINE.screen(case)
        times.append((time.process_time() - at) * 1000)
    times.sort()
    return {
        "docs_per_s": round(rate),
        "p50_ms": round(times[len(times) // 2], 2),
        "p95_ms": round(times[int(len(times) * 0.95)], 2),
    }


ADVERSARIAL = {
    "digits": "1234 ",
    "names": "Mary Olson ",
    "care": "our patient surgery yesterday ",
    "at": "a@",
    "dots": "a.",
    "capitals": "A",
    "marks": "e\u0301",
    "no stop": "Kåre var innlagt hos oss og ",
    "spaces": " ",
}


def linear() -> dict[str, float]:
    """Ten times the text against the text, per hostile pattern; the ratio should stay near ten."""
    out = {}
    for name, piece in ADVERSARIAL.items():
        took = []
        for size in (10_000, 100_000):
            text = (piece * (size // len(piece) + 1))[:size]
            best = min(_seconds(text) for _ in range(2))
            took.append(best)
        out[name] = round(took[1] / took[0], 1)
    return out


def _seconds(text: str) -> float:
    at = time.process_time()
    ENGINE.screen(Context(text, "nb"))
    return time.process_time() - at


def main() -> None:
    """Measure and print."""
    data = Path(os.environ["SCREENING_DATA"]) if os.environ.get("SCREENING_DATA") else None
    scorers = Path(os.environ["SCREENING_SCORERS"]) if os.environ.get("SCREENING_SCORERS") else None
    figures: dict[str, Any] = {
        "benchmark": "screening",
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
    }
    if data and scorers:
        figures["quality"] = quality(data, scorers)
        for name, values in figures["quality"].items():
            print(name, values)
    figures["speed"] = speed(texts(data))
    print("speed", figures["speed"])
    if "--quick" not in sys.argv:
        figures["linear"] = linear()
        print("ten times the text takes", figures["linear"])
    figures["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(figures, ensure_ascii=False))


def machine() -> str:
    """Processor, cores and Python, without names of hosts."""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
