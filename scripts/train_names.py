"""Trains the name model: python -m scripts.train_names FOLDER [--part en|id|nb] [--whole]

FOLDER holds en.jsonl, id.jsonl and nb.jsonl with {"tokens", "labels"} (BIO of PER, LOC, ORG). Without --whole a tenth
of each file is kept back, the figures on it are printed and the chance with the best F2 is chosen; with --whole
everything is learnt and the chosen chance is kept. The result is src/wellspoken/engines/screening/names/data.
Sources, licences and figures: docs/models/names.md. The same input gives the same model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from scripts import name_corpus as corpus
from scripts.name_word_lists import DATA, write_counts, write_places
from wellspoken.engines.screening.names.features import features, look, mode_of
from wellspoken.engines.screening.names.lists import LANGUAGES, lists
from wellspoken.engines.screening.names.model import Model

SETTINGS = {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.possible_transitions": True}
CHANCES = (0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4)
LOWERED = {"en": 0.15, "id": 0.0, "nb": 0.25}
RENAMED = {"en": 0.5, "id": 0.25, "nb": 0.25}
TEMPLATED = 900


def train(lang: str, sentences: Sequence[corpus.Sentence], path: Path) -> float:
    """Fit the model of one language into `path`; returns the seconds it took."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for words, labels in sentences:
        trainer.append(features(words, lang, mode_of(words)), labels)
    trainer.select("lbfgs", "crf1d")
    trainer.set_params(SETTINGS)
    began = time.monotonic()
    trainer.train(str(path))
    return time.monotonic() - began


def added(lang: str, learnt: Sequence[corpus.Sentence]) -> list[corpus.Sentence]:
    """Sentences made from the learnt ones and from our own templates."""
    other = corpus.renamed(lang, learnt, RENAMED[lang])
    return [*corpus.lowered(learnt, LOWERED[lang]), *other, *corpus.templated(lang, TEMPLATED)]


def measured(model: Model, sentences: Sequence[corpus.Sentence]) -> dict[float, dict[str, float]]:
    """Per chance: precision, recall and F2 of words inside names."""
    rows = [(model.chances(s.words, mode_of(s.words)), s.labels) for s in sentences]
    out = {}
    for enough in CHANCES:
        pairs = [
            (c >= enough, y.endswith("PER")) for chances, labels in rows for c, y in zip(chances, labels, strict=True)
        ]
        hit = sum(a and b for a, b in pairs)
        said, real = sum(a for a, _ in pairs), sum(b for _, b in pairs)
        precision, recall = hit / max(1, said), hit / max(1, real)
        f2 = 5 * precision * recall / max(1e-9, 4 * precision + recall)
        out[enough] = {"precision": round(precision, 3), "recall": round(recall, 3), "f2": round(f2, 3)}
    return out


def best(found: dict[float, dict[str, float]]) -> float:
    """The highest chance whose F2 is within half a point of the best: fewer false names for next to no recall."""
    top = max(figures["f2"] for figures in found.values())
    return max(chance for chance, figures in found.items() if figures["f2"] >= top - 0.005)


def keep(lang: str, path: Path, enough: float) -> None:
    """Write the line of a language in the manifest."""
    manifest = DATA / "manifest.txt"
    lines = manifest.read_text("utf-8").splitlines() if manifest.exists() else []
    others = [line for line in lines if not line.startswith((f"{lang} ", "#"))]
    digest = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    head = "# language, checksum (BLAKE2b, 16 bytes), chance from which a word belongs to a name"
    manifest.write_text("\n".join([head, *sorted([*others, f"{lang} {digest} {enough}"])]) + "\n", encoding="utf-8")


def chosen(lang: str) -> float:
    """The chance that the manifest names."""
    lines = (DATA / "manifest.txt").read_text("utf-8").splitlines()
    return next(float(line.split()[2]) for line in lines if line.startswith(f"{lang} "))


def main() -> None:
    """Entry point; the last line is one JSON object with the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=LANGUAGES)
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    corpora = {lang: corpus.load(given.folder / f"{lang}.jsonl") for lang in LANGUAGES}
    parts = {lang: (all_, []) if given.whole else corpus.parted(all_) for lang, all_ in corpora.items()}
    write_places()
    write_counts({lang: learnt for lang, (learnt, _) in parts.items()})
    lists.cache_clear()
    look.cache_clear()
    figures = {}
    for lang in [given.part] if given.part else LANGUAGES:
        learnt, kept = parts[lang]
        more = added(lang, learnt)
        path = DATA / f"{lang}.crf"
        seconds = train(lang, [*learnt, *more], path)
        found = measured(Model(lang, path.read_bytes()), kept) if kept else {}
        enough = best(found) if found else chosen(lang)
        keep(lang, path, enough)
        figures[lang] = {"seconds": round(seconds), "bytes": path.stat().st_size, "chance": enough, "kept back": found}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
