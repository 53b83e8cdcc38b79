"""Sentences the name model learns from: labelled texts, copies of them without capitals, and our own templates."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.names.lists import read
from wellspoken.engines.screening.names.pieces import pieces
from wellspoken.engines.screening.recognisers.name_lists import EPONYMS
from wellspoken.engines.text import normalise

SEED = 20261121
TEMPLATES = Path(__file__).with_name("name_templates.txt")
HOMES = {"en": ("america", "europe", "english"), "nb": ("north",), "id": ("indonesia",)}
_SLOT = re.compile(r"\{([A-Z])\}")


class Sentence(NamedTuple):
    """Words with a label each (BIO of PER, LOC, ORG)."""

    words: list[str]
    labels: list[str]


def load(path: Path) -> list[Sentence]:
    """A file with {"tokens", "labels"}, cut into words as running text is."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return [s for row in rows if (s := _recut(row["tokens"], row["labels"])).words]


def _recut(tokens: Sequence[str], labels: Sequence[str]) -> Sentence:
    """The same sentence in the pieces of the engine; a piece takes the label of the token it begins in."""
    text, marks = "", list[str]()
    for token, label in zip(tokens, labels, strict=True):
        shown = normalise(token).text
        marks += ["O"] * bool(text) + [label] + [label.replace("B-", "I-")] * (len(shown) - 1)
        text += " " * bool(text) + shown
    cut = pieces(text)
    return Sentence([p.text for p in cut], [marks[p.start] for p in cut])


def lowered(sentences: Sequence[Sentence], share: float, seed: int = SEED) -> list[Sentence]:
    """Copies without capitals of a share of the sentences that have names."""
    dice = random.Random(seed)
    chosen = [s for s in sentences if any(x != "O" for x in s.labels) and dice.random() < share]
    return [Sentence([w.lower() for w in s.words], s.labels) for s in chosen if not "".join(s.words).islower()]


def renamed(lang: str, sentences: Sequence[Sentence], share: float, seed: int = SEED) -> list[Sentence]:
    """Copies of a share of the sentences with names, with other names in them, a part of those invented."""
    dice = random.Random(f"{seed} {lang} renamed")
    maker = Names(lang, dice)
    chosen = [s for s in sentences if "B-PER" in s.labels and dice.random() < share]
    return [Sentence([*_renamed(s, maker)], s.labels) for s in chosen]


def _renamed(sentence: Sentence, maker: Names) -> Iterator[str]:
    before = ""
    for word, label in zip(*sentence, strict=True):
        ordinary = len(word) > 2 and word.isalpha() and (word.istitle() or word.islower())
        if label.endswith("-PER") and ordinary and before != "@":
            yield maker.other(word, label.startswith("B"))
        else:
            yield word
        before = word


def templated(lang: str, number: int, seed: int = SEED) -> list[Sentence]:
    """Sentences from our own templates with names put together at random."""
    dice = random.Random(f"{seed} {lang}")
    lines = [line for line in _section(lang) if line]
    maker = Names(lang, dice)
    return [_filled(dice.choice(lines), maker) for _ in range(number)]


def _section(lang: str) -> list[str]:
    text = TEMPLATES.read_text("utf-8")
    return text.split(f"[{lang}]\n", 1)[1].split("\n[", 1)[0].splitlines()


def _filled(line: str, maker: Names) -> Sentence:
    tokens: list[str] = []
    labels: list[str] = []
    for part in line.split(" "):
        slot = _SLOT.fullmatch(part.removesuffix("-klinikken"))
        words, label = maker.fill(slot.group(1)) if slot else (part.split(), "")
        tokens += words
        labels += [f"{'I' if at else 'B'}-{label}" if label else "O" for at in range(len(words))]
    if maker.dice.random() < 0.3:
        tokens = [t.lower() for t in tokens]
    return _recut(tokens, labels)


class Names:
    """Puts names together: most from lists, a part invented, so that what stands around a name is learnt as well."""

    def __init__(self, lang: str, dice: random.Random) -> None:
        """Take the names of a language; `dice` decides."""
        words = read("words.txt")
        old = wordlists.sections
        self.lang, self.dice = lang, dice
        self.given = _pool(words, "given", lang) + [w for e in old("given_names")[lang] for w in e.split()]
        self.family = _pool(words, "family", lang) + [w for e in old("family_names")[lang] for w in e.split()]
        self.world = [w for key, values in words.items() if key not in ("known",) for w in values]
        self.eponyms = sorted(e for e in EPONYMS if "'" not in e)
        self.places = read("places.txt")["places"]

    def fill(self, slot: str) -> tuple[list[str], str]:
        """Words for a slot and the label of all of them ("" for none)."""
        if slot in "PRIGF":
            return self._person(slot), "PER"
        dice = self.dice
        if slot == "C":
            return [dice.choice(self.places).title()], "LOC"
        if slot == "M":
            return [f"{dice.choice(self.given)}{dice.randrange(100)}@example.org"], ""
        if slot == "E":
            return dice.choice(self.eponyms).title().split(), ""
        if slot == "D":
            return dice.choice(["Monday", "mandag", "Senin", "12.03.", "3/14", "2 Mei", "May 3", "5. mai"]).split(), ""
        return [str(dice.randrange(10 ** dice.randrange(2, 12)))], ""

    def other(self, word: str, begins: bool) -> str:
        """Another name in place of `word`, with or without a capital as it was."""
        found = self._one(self.given if begins and self.dice.random() < 0.6 else self.family)
        return found.lower() if word.islower() else found

    def _person(self, slot: str) -> list[str]:
        first, last = self._one(self.given), self._one(self.family)
        if slot == "G":
            return [first]
        if slot == "F":
            return [last]
        if slot == "R":
            return [last, ",", first]
        if slot == "I":
            return [first, f"{last[0]}."]
        return self._whole(first, last)

    def _whole(self, first: str, last: str) -> list[str]:
        """Given and family name, sometimes with more in between, and one name alone in Indonesian."""
        roll = self.dice.random()
        if self.lang == "id" and roll < 0.35:
            return [first]
        if roll < 0.45:
            return [first, self._one(self.given), last]
        if roll < 0.52:
            return [first, f"{self._one(self.given)[0]}.", last]
        if roll < 0.57:
            return [first, f"{self._one(self.family)}-{last}"]
        return [first, last]

    def _one(self, pool: Sequence[str]) -> str:
        dice = self.dice
        word = dice.choice(self.world) if dice.random() < 0.15 else dice.choice(pool)
        if dice.random() < 0.35:
            other = dice.choice(pool)
            word = word[: max(2, len(word) // 2)] + other[len(other) // 2 :]
        return "-".join(part.capitalize() for part in word.split("-"))


def _pool(words: dict[str, list[str]], kind: str, lang: str) -> list[str]:
    wanted = [key for key in words if key.startswith(kind) and any(home in key for home in HOMES[lang])]
    return [w for key in wanted for w in words[key]]


def parted(sentences: Sequence[Sentence], share: float = 0.1, block: int = 20) -> tuple[list[Sentence], list[Sentence]]:
    """Training and development parts; neighbours stay together, because they come from one article."""
    blocks = [sentences[at : at + block] for at in range(0, len(sentences), block)]
    random.Random(SEED).shuffle(blocks)
    cut = int(len(blocks) * share)
    return _flat(blocks[cut:]), _flat(blocks[:cut])


def _flat(blocks: Sequence[Sequence[Sentence]]) -> list[Sentence]:
    return list(_all(blocks))


def _all(blocks: Sequence[Sequence[Sentence]]) -> Iterator[Sentence]:
    for block in blocks:
        yield from block
