"""Person names found by `identify`: precision, recall and F2 per labelled set, speed, and the size of the model.

Run: SCREENING_DATA=DIR SCREENING_SCORERS=DIR python -m benchmarks.names
DIR holds the folders tweets_person, ner_nb, ner_id, phi_templates and presidio_synth; the scorer is the script
score_phi.py. Without them only the sizes are given. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from benchmarks.screening import machine, scorer
from wellspoken.engines.screening.identify import identify

#: figure -> file, without the ending
SETS = {
    "BTC tweets": "tweets_person/btc_h_second_half",
    "WNUT-17": "tweets_person/wnut17_dev",
    "NorNE": "ner_nb/norne",
    "idner": "ner_id/idner2k",
    "nerp, no capitals": "ner_id/nerp",
    "phi_templates en": "phi_templates/en",
    "phi_templates nb": "phi_templates/nb",
    "phi_templates id": "phi_templates/id",
    "presidio_synth": "presidio_synth/en",
}


def read(path: Path) -> list[dict[str, Any]]:
    """The cases of one file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def figures(cases: list[dict[str, Any]], phi: Any) -> dict[str, Any]:
    """How the names of one set are found, and texts a second of processor time."""
    began = time.process_time()
    said = [{"id": c["id"], "spans": [s.to_json() for s in identify(c["text"], c.get("lang"))]} for c in cases]
    took = time.process_time() - began
    found = phi.score(cases, said, "PERSON")["any_label"]
    return {key: found[key] for key in ("precision", "recall", "f2", "gold")} | {
        "texts_per_s": round(len(cases) / took)
    }


def quality(data: Path, scorers: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each set that is there."""
    phi = scorer(scorers, "score_phi")
    for name, where in SETS.items():
        path = data / f"{where}.jsonl"
        if path.exists():
            yield name, figures(read(path), phi)


def megabytes() -> float:
    """What the models and word lists take on disk."""
    folder = resources.files("wellspoken.engines.screening.names").joinpath("data")
    return round(sum(len(entry.read_bytes()) for entry in folder.iterdir() if entry.is_file()) / 1e6, 2)


def main() -> None:
    """Measure and print."""
    out: dict[str, Any] = {"benchmark": "names", "date": datetime.now(UTC).date().isoformat(), "machine": machine()}
    data, scorers = os.environ.get("SCREENING_DATA"), os.environ.get("SCREENING_SCORERS")
    if data and scorers:
        out["names"] = {}
        for name, found in quality(Path(data), Path(scorers)):
            print(name, found, flush=True)
            out["names"][name] = found
    out["model_mb"] = megabytes()
    out["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(out, ensure_ascii=False))


if __name__ == "__main__":
    main()
