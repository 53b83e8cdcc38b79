"""The sentences the name model learns from are made the same way every time and keep their labels."""

import json
from pathlib import Path

import pytest

from scripts import name_corpus as corpus


def test_labels_follow_the_pieces_of_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "en.jsonl"
    row = {"tokens": ["Obama's", "aide", "Jean-Luc", "spoke"], "labels": ["B-PER", "O", "B-PER", "O"]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (sentence,) = corpus.load(path)
    assert sentence.words == ["Obama", "'s", "aide", "Jean-Luc", "spoke"]
    assert sentence.labels == ["B-PER", "I-PER", "O", "B-PER", "O"]


@pytest.mark.parametrize("lang", ["en", "nb", "id"])
def test_templates_are_filled_the_same_way_every_time(lang: str) -> None:
    first, second = corpus.templated(lang, 60), corpus.templated(lang, 60)
    assert first == second
    assert all(len(s.words) == len(s.labels) for s in first)
    assert any("B-PER" in s.labels for s in first)
    assert any("B-PER" not in s.labels for s in first)
    assert not any("{" in word for s in first for word in s.words)


def test_copies_without_capitals_keep_their_labels() -> None:
    made = corpus.lowered([corpus.Sentence(["Anna", "came"], ["B-PER", "O"])], 1.0)
    assert made == [corpus.Sentence(["anna", "came"], ["B-PER", "O"])]


def test_neighbours_stay_in_one_part() -> None:
    sentences = [corpus.Sentence([str(n)], ["O"]) for n in range(400)]
    learnt, kept = corpus.parted(sentences)
    assert sorted(learnt + kept) == sorted(sentences)
    assert {int(s.words[0]) // 20 for s in kept}.isdisjoint(int(s.words[0]) // 20 for s in learnt)
