"""Reads the register of demands (demands/*.toml) and joins it with the rules and the questions that are there.

Fields of an entry: `where` (jurisdiction), `cite` (source), `mark` (V read in a public page, K general knowledge, V/K
existence read and details known, ? to be checked again), `asks` (the demand in our own words), and where they apply
`by` (rules of another id that check it), `records` (what must be linked), `product` (the part that takes care of it),
`missing` (what no rule of this id checks yet), `unbuilt` (parts of the product that are not there yet), `left` (what is
not checked), `bad` and `good` (examples where no rule has any).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from wellspoken.engines.screening.register.questions import QUESTIONS
from wellspoken.engines.screening.registry import all_rules
from wellspoken.engines.screening.rule import Example

#: the order in which the ways of checking are named
WAYS = ("machine", "records", "question", "product", "not built")


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand of law or good practice and how it is met.

    `how` holds one or more of `WAYS`; `rules` are the ids of the rules that check it, `questions` the ids of the
    questions that are asked for it. `not_checked` is never empty.
    """

    id: str
    where: str
    citation: str
    mark: str
    checked_on: date
    demand: str
    how: tuple[str, ...]
    rules: tuple[str, ...]
    questions: tuple[str, ...]
    records: tuple[str, ...]
    product: str
    missing: str
    not_checked: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


@lru_cache(maxsize=1)
def demands() -> Mapping[str, Demand]:
    """Every demand by id, in the order of the files. Raises ValueError when two entries have one id."""
    found: dict[str, Demand] = {}
    folder = resources.files("wellspoken.engines.screening.register").joinpath("demands")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        data = tomllib.loads(file.read_text("utf-8"))
        day = data.pop("checked_on")
        for key, entry in data.items():
            if key in found:
                raise ValueError(f"two demands are called {key}")
            found[key] = _demand(key, entry, day)
    return MappingProxyType(found)


def _demand(key: str, entry: Mapping[str, Any], day: date) -> Demand:
    known = all_rules()
    rules = tuple(rule for rule in dict.fromkeys((key, *entry.get("by", ()))) if rule in known)
    questions = tuple(q.id for q in QUESTIONS if key == q.id or key in q.covers)
    records, product = tuple(entry.get("records", ())), str(entry.get("product", ""))
    # what was missing before a rule of this id came is no longer
    parts = (entry.get("unbuilt", ""), "" if key in known else entry.get("missing", ""))
    missing = " ".join(part for part in parts if part)
    has = (bool(rules), bool(records), bool(questions), bool(product), bool(missing))
    return Demand(
        id=key,
        where=entry["where"],
        citation=entry["cite"],
        mark=entry["mark"],
        checked_on=day,
        demand=entry["asks"],
        how=tuple(way for way, there in zip(WAYS, has, strict=True) if there),
        rules=rules,
        questions=questions,
        records=records,
        product=product,
        missing=missing,
        not_checked=_not_checked(key, entry, rules),
        bad=_examples(key, entry, rules, bad=True),
        good=_examples(key, entry, rules, bad=False),
    )


def _not_checked(key: str, entry: Mapping[str, Any], rules: tuple[str, ...]) -> str:
    """What nobody looks at: as the demand's own rule says it, else as the entry does, else the first rule beside it."""
    known = all_rules()
    said = [known[key].not_checked] if key in known else []
    said += [entry.get("left", ""), *(known[rule].not_checked for rule in rules)]
    return next((text for text in said if text.strip(" -")), "All that is not built yet.")


def _examples(key: str, entry: Mapping[str, Any], rules: tuple[str, ...], *, bad: bool) -> tuple[str, ...]:
    """Examples of the rule of this id, else those of the entry, else those of the question."""
    if key in rules:
        return told(all_rules()[key].examples, bad=bad)
    own = entry.get("bad" if bad else "good")
    if own:
        return (str(own),)
    return tuple(text for q in QUESTIONS if q.id == key for text in told(q.examples, bad=bad))


def told(examples: Iterable[Example], *, bad: bool) -> tuple[str, ...]:
    """The texts of the examples that must (or must not) be found, each with what goes with it in brackets."""
    return tuple(_told(example) for example in examples if example.bad is bad)


def _told(example: Example) -> str:
    beside = "; ".join(f"{name}: {_plain(value)}" for name, value in example.with_.items())
    return f"{example.text} ({beside})" if beside else example.text


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_plain(item)}" for name, item in value.items())
    if isinstance(value, list | tuple):
        return " and ".join(_plain(item) for item in value)
    return str(value)
