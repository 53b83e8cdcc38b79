"""Counts of words in and outside person names, from labelled texts: python -m scripts.name_counts FOLDER

FOLDER holds en.jsonl, id.jsonl and nb.jsonl with {"tokens", "labels"} (BIO, PER). The result is
src/wellspoken/engines/screening/lexicon/name_counts.txt: numbers per single word, word ending and neighbour, and the
weights of a logistic model over them. No sentence and no full name is kept. Sources and licences: docs/NOTICE.md.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path

from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers import likely

TARGET = Path(__file__).resolve().parents[1] / "src/wellspoken/engines/screening/lexicon/name_counts.txt"
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 2584, 10946)
_ROUNDS = 4

Labelled = tuple[View, list[bool]]


def sentences(folder: Path) -> Iterator[Labelled]:
    """Each sentence as a view, with whether each of its words is in a name."""
    for lang in ("en", "id", "nb"):
        for line in (folder / f"{lang}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            text, inside = "", set[int]()
            for token, label in zip(row["tokens"], row["labels"], strict=True):
                text += " " if text else ""
                if label.endswith("PER"):
                    inside.update(range(len(text), len(text) + len(token)))
                text += token
            view = View(text, lang)
            if view.text and len(view.text) == len(text):
                yield view, [word.start in inside for word in view.tokens]


def count(data: list[Labelled]) -> dict[str, list[int]]:
    """How often each key stood in a name and elsewhere."""
    seen: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for view, labels in data:
        mode = likely.mode_of(view)
        for index, name in enumerate(labels):
            if likely.asked(mode, view, index):
                for key in likely.keys(mode, view, index):
                    seen[key][0 if name else 1] += 1
            elif mode == "cased" and not name:
                seen[f"l={view.tokens[index].lower}"][1] += 1
    return seen


def train(data: list[Labelled], seen: dict[str, list[int]], mode: str) -> tuple[float, ...]:
    """Weights by stochastic gradient descent; each word's own occurrence is left out of the counts it sees."""
    table = {key: (pair[0], pair[1]) for key, pair in seen.items()}
    known = likely.Counts(table, {})
    weights = [0.0] * likely.SIZE
    mine = [item for item in data if likely.mode_of(item[0]) == mode]
    for step in range(_ROUNDS):
        rate = 0.02 / (1 + step)
        for view, labels in mine:
            for index, name in enumerate(labels):
                if not likely.asked(mode, view, index):
                    continue
                keys = likely.keys(mode, view, index)
                kept = [table[key] for key in keys]
                for key in keys:
                    inside, outside = table.pop(key)
                    rest = (inside - name, outside - (not name))
                    if any(rest):
                        table[key] = rest
                numbers = likely.features(known, mode, view, index, index > 0 and labels[index - 1])
                for key, pair in zip(keys, kept, strict=True):
                    table[key] = pair
                error = float(name) - likely.chance(weights, numbers)
                for at, number in enumerate(numbers):
                    weights[at] += rate * error * number
    return tuple(round(w, 3) for w in weights)


def kept(seen: dict[str, list[int]]) -> dict[tuple[int, int], list[str]]:
    """Keys worth keeping, by their rounded counts."""
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    for key, (inside, outside) in sorted(seen.items()):
        usual = 0.2 if key[0] == "c" else 0.06
        surprise = abs(log((inside + usual) / (outside + 1 - usual)) - log(usual / (1 - usual)))
        enough = inside + outside >= (1 if key[1] == "=" or key[0] == "l" else 3)
        if " " not in key and enough and (key[1] == "=" or key[0] == "l" or surprise > 0.3):
            groups[_rounded(inside), _rounded(outside)].append(key)
    return groups


def _rounded(number: int) -> int:
    return max(step for step in _STEPS if step <= number)


def main() -> None:
    """Entry point."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m scripts.name_counts FOLDER")
    data = list(sentences(Path(sys.argv[1])))
    seen = count(data)
    weights = {mode: train(data, seen, mode) for mode in ("cased", "plain")}
    groups = kept(seen)
    lines = ["# Made by scripts/name_counts.py; sources and licences in docs/NOTICE.md"]
    lines += [f"weights {mode}\t{' '.join(map(str, values))}" for mode, values in weights.items()]
    lines += [f"{a} {b}\t{' '.join(keys)}" for (a, b), keys in sorted(groups.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    total = Counter(len(keys) for keys in groups.values())
    sys.stdout.write(f"{sum(n * c for n, c in total.items())} keys, {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
