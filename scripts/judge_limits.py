"""Chooses from which score the judge acts, by what a model that had not learnt a text says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.judge_corpus import HEADS, Case

LANGUAGES = ("en", "id", "nb")
#: of clean texts at most this part may be held back, by rules and judge together (privacy) or by the judge
ALLOWED = {"privacy": 0.12, "promo": 0.05, "truth": 0.02, "danger": 0.12, "danger-adverse": 0.03}
STOPS = {
    "privacy": ("privacy", "danger"),
    "privacy-block": ("privacy", "danger"),
    "promo": ("promo",),
    "promo-block": ("promo",),
    "truth": ("source", "absolute", "misinfo"),
    "danger": ("danger", "suicide"),
    "danger-adverse": ("promo",),
}
HEEDED = tuple(STOPS)
ADDING = ("promo", "truth", "danger", "danger-adverse")
SILENCED = ("promo", "truth")
NEARLY = 0.9985
MARGIN = 0.1
_LEVELS = ("block", "review")
DOUBTS = (
    0.0,
    0.4,
    0.8,
    1.2,
    2.0,
    4.0,
)  # so much surer (log odds) may the judge have to be to silence rules than to speak
SURE = {"block": 0.75, "raise": 0.8}
LOST = 0.04  # of the texts that rules rightly ask to look at, the judge may silence at most this part
_FEW = 60
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """For texts that ask about one head: the score, the right answer, what rules said, and the language."""

    scores: Floats
    right: NDArray[np.bool_]
    stopped: NDArray[np.bool_]
    lang: NDArray[np.str_]

    def where(self, kept: NDArray[np.bool_]) -> Told:
        """Some of them."""
        return Told(self.scores[kept], self.right[kept], self.stopped[kept], self.lang[kept])

    def of(self, lang: str) -> Told:
        """Those in one language, or all when there are few."""
        kept = self.lang == lang
        if (kept & ~self.right).sum() < _FEW or (kept & self.right).sum() < _FEW:
            return self
        return self.where(kept)


@dataclass(frozen=True, slots=True)
class Scored:
    """Cases with their signals, what a model says that has not learnt the text, and one that has."""

    cases: Sequence[Case]
    seen: Sequence[frozenset[str]]
    unlearnt: Floats
    learnt: Floats

    def told(self, head: str, *, dev: bool = False) -> Told:
        """What there is for `head`: texts that the rules were not written with, or only those with which they were."""
        column, scores = HEEDED.index(head), self.learnt if dev else self.unlearnt
        rows = [
            (scores[at, column], yes, bool(self._levels(at, head)), self.cases[at].row["lang"])
            for at, yes in self.asked(head, dev=dev)
        ]
        columns = list(zip(*rows, strict=True))
        return Told(np.array(columns[0]), np.array(columns[1]), np.array(columns[2]), np.array(columns[3]))

    def looked(self, head: str = "privacy", *, dev: bool = False) -> NDArray[np.bool_]:
        """Of the texts in told(head), those for which rules only ask for a look."""
        return np.array([self._levels(at, head) == {"review"} for at, _ in self.asked(head, dev=dev)])

    def asked(self, head: str, *, dev: bool) -> Iterator[tuple[int, bool]]:
        """The numbers of these texts with the right answer."""
        for at, case in enumerate(self.cases):
            answer = HEADS[head](case)
            if dev and answer is None and case.row.get("verdict") == "ok" and head in ("promo", "truth"):
                answer = (False, 1.0)
            elsewhere = head.startswith("privacy") and case.asks != "privacy"
            if answer and (case.part == "dev") == dev and not elsewhere and (dev or answer[1] >= 1.0):
                yield at, answer[0]

    def _levels(self, at: int, head: str) -> set[str]:
        """How weighty the findings of rules of this head are."""
        return {x for family in STOPS[head] for x in _LEVELS if f"r:fam:{family}:{x}" in self.seen[at]}


def privacy(data: Told, looked: NDArray[np.bool_]) -> tuple[float, float]:
    """(add, clean): the limits at which as many as allowed of the clean texts are held back.

    What rules block stays so; `looked` are the texts for which they only ask for a look.
    """
    best, reached = (99.0, -99.0), -1.0
    for add in np.quantile(data.scores, np.linspace(0.02, 0.98, 193)):
        for doubt in DOUBTS:
            flagged = np.where(looked, data.scores >= add - doubt, data.stopped | (data.scores >= add))
            caught = flagged[data.right].mean()
            if flagged[~data.right].mean() <= ALLOWED["privacy"] and caught > reached:
                reached, best = caught, (float(add), float(add - doubt))
    return best


def raised(scored: Scored, lang: str, doubts: float) -> float:
    """From it, a look that rules ask for is a stop; what is right for texts of old stays right."""
    heard = scored.told("privacy").scores >= doubts
    limit = sure(scored.told("privacy-block").where(scored.looked("privacy-block") & heard), "raise")
    old = scored.told("privacy-block", dev=True).where(scored.looked("privacy-block", dev=True))
    stops, looks = old.scores[old.right & (old.lang == lang)], old.scores[~old.right & (old.lang == lang)]
    most = float(np.quantile(stops, 1 - NEARLY)) - 0.01 if len(stops) else 99.0
    least = float(np.quantile(looks, NEARLY)) + 0.01 if len(looks) else -99.0
    return max(min(limit, most), least)


def add(data: Told, head: str) -> float:
    """The lowest limit at which no more than allowed of the clean texts get a finding of the judge."""
    clean = np.sort(data.scores[~data.right & ~data.stopped])[::-1]
    most = int(ALLOWED[head] * (~data.right).sum())
    return float(clean[most]) + 1e-6 if most < len(clean) else float(clean[-1])


def advised(scored: Scored, head: str, lang: str) -> float:
    """Below it, a look that rules ask for is advice: hardly any that is right is lost."""
    data = scored.told(head).where(scored.looked(head)).of(lang)
    old = scored.told(head, dev=True).where(scored.looked(head, dev=True))
    return min(float(np.quantile(data.scores[data.right], LOST)), _kept(old, lang))


def sure(data: Told, what: str) -> float:
    """The lowest limit from which so many of the texts are rightly blocked."""
    order = np.argsort(-data.scores)
    share = np.cumsum(data.right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= SURE[what])
    return float(data.scores[order][good[-1]]) if len(good) else 99.0


def limits(scored: Scored) -> list[str]:
    """Lines of thresholds.txt; none lets the judge spoil what is right for texts the rules were written with."""
    out = ["# head, language, what, log odds; made by scripts/train_judge.py"]
    for lang in LANGUAGES:
        data, old = scored.told("privacy"), scored.told("privacy", dev=True)
        here = data.lang == lang
        speaks, doubts = privacy(data.where(here), scored.looked()[here])
        speaks, doubts = max(speaks, _quiet(old, lang, exact=False)), min(doubts, _kept(old, lang))
        out += [f"privacy {lang} add {speaks:.2f}", f"privacy {lang} clean {doubts:.2f}"]
        for head in ADDING:
            limit = max(add(scored.told(head).of(lang), head), _quiet(scored.told(head, dev=True), lang))
            out.append(f"{head} {lang} add {limit:.2f}")
        out += [f"{head} {lang} clean {advised(scored, head, lang):.2f}" for head in SILENCED]
        blocks = scored.told("privacy-block")
        added = ~data.stopped & (data.scores >= speaks)
        out.append(f"privacy-block {lang} block {sure(blocks.where(added), 'block'):.2f}")
        out.append(f"privacy-block {lang} raise {raised(scored, lang, doubts):.2f}")
        silent = ~scored.told("promo").stopped
        out.append(f"promo-block {lang} block {sure(scored.told('promo-block').where(silent), 'block'):.2f}")
    return out


def reached(scored: Scored, lines: Sequence[str]) -> Iterator[str]:
    """What these limits hold back of texts about privacy, by a model that had not learnt them: by file."""
    values = {tuple(line.split()[:3]): float(line.split()[3]) for line in lines if not line.startswith("#")}
    data, looked, counts = scored.told("privacy"), scored.looked(), dict[tuple[str, str, str], list[bool]]()
    asked = [scored.cases[at] for at, _ in scored.asked("privacy", dev=False)]
    for at, case in enumerate(asked):
        lang = case.row["lang"]
        limit = values["privacy", lang, "clean" if looked[at] else "add"]
        held = data.scores[at] >= limit or (data.stopped[at] and not looked[at])
        counts.setdefault((case.file, lang, case.row["verdict"]), []).append(bool(held))
    for (file, lang, verdict), held_back in sorted(counts.items()):
        yield f"{file} {lang} {verdict}: {sum(held_back)}/{len(held_back)} {np.mean(held_back):.3f}"


def _quiet(old: Told, lang: str, *, exact: bool = True) -> float:
    """Above what the judge says of all, or nearly all, clean texts of old."""
    scores = old.scores[~old.right & ~old.stopped & (old.lang == lang)]
    return float(np.quantile(scores, 1.0 if exact else NEARLY)) + MARGIN if len(scores) else -99.0


def _kept(old: Told, lang: str) -> float:
    """Below what it says of nearly all texts of old that rules rightly hold back."""
    scores = old.scores[old.right & old.stopped & (old.lang == lang)]
    return float(np.quantile(scores, 1 - NEARLY)) - 0.01 if len(scores) else 99.0
